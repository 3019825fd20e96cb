"""The lexicon of actors, and what descriptions and names of bodies tell by their words."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from claims.actors import Actors, Kind, PlaceSort
from claims.body_types import organisation, place_of
from claims.countries import told_by
from claims.describe import describe
from claims.errors import BadConfiguration
from claims.types import Branch, SpeakerType
from claims.wording import singular, words_of


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.default()


def test_default_lexicon_is_read_once() -> None:
    assert Actors.default() is Actors.default()


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("Gov. Roe of the U.N.", ("Gov.", "Roe", "of", "the", "U.N.")),
        ("the sheriff’s office.", ("the", "sheriff", "'s", "office")),
        ("workers' union", ("workers", "'s", "union")),
    ],
)
def test_words_split_off_possessives_and_keep_abbreviations(phrase: str, words: tuple[str, ...]) -> None:
    assert words_of(phrase) == words


@pytest.mark.parametrize(
    ("plural", "one"),
    [("policemen", "policeman"), ("authorities", "authority"), ("judges", "judge"), ("churches", "church"),
     ("police", "police"), ("women", "woman"), ("boss", "boss"), ("census", "census")],
)  # fmt: skip
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("police spokesman", "government/police"),
        ("a senior police official", "government/police"),
        ("the minister for harbours", "government/executive"),
        ("two prosecutors", "government/judiciary"),
        ("a colonel", "government/military"),
        ("Republican senators", "government/legislature"),
        ("the mayor of Lowbridge", "government/local"),
        ("state officials", "government/local"),
        ("Ohio health officials", "government/local"),
        ("Kenyan officials", "government/executive"),
        ("the ambassador to Peru", "government/diplomatic"),
        ("opposition leader", "party"),
        ("Democratic presidential nominee", "party"),
        ("former prime minister", "individual"),
        ("a former spokeswoman for the mayor", "individual"),
        ("a resident", "individual"),
        ("a mother of four", "individual"),
        ("an economics lecturer in Lowbridge", "expert"),
        ("rights groups", "ngo"),
        ("an anti-dumping charity", "ngo"),
        ("the teachers' union", "ngo"),
        ("rebel commander", "armed_group"),
        ("a hospital spokesman", "institution"),
        ("state news agency", "media"),
        ("local media", "media"),
        ("the company's chief executive", "company"),
        ("people familiar with the talks", "anonymous"),
        ("sources", "anonymous"),
        ("the indictment", "government/judiciary"),
    ],
)
def test_descriptions_are_typed(phrase: str, kind: str, actors: Actors) -> None:
    found = describe(phrase, actors)
    assert found is not None
    assert str(found.kind) == kind


@pytest.mark.parametrize(
    ("phrase", "kind", "organisation_said"),
    [
        ("a spokeswoman for the Harbour Ministry", "government/executive", "Harbour Ministry"),
        (
            "head of the Association of Harbour Families in Lowbridge",
            "ngo",
            "Association of Harbour Families",
        ),
        ("an official with the Red Crescent", "ngo", "Red Crescent"),
        ("a spokeswoman for Mayor Jane Roe", "government/local", "Mayor Jane Roe"),
        ("president of the teachers' union", "ngo", "teachers"),
        (
            "director of care and repair for the Ministry of Bridges",
            "government/executive",
            "Ministry of Bridges",
        ),
        ("researcher at Human Rights Watch", "ngo", "Human Rights Watch"),
        ("Secretary General of the United Nations", "igo", "United Nations"),
    ],
)
def test_bound_roles_take_the_type_of_their_body(
    phrase: str, kind: str, organisation_said: str, actors: Actors
) -> None:
    found = describe(phrase, actors)
    assert found is not None
    assert str(found.kind) == kind
    assert (found.organisation or "").startswith(organisation_said)


def test_a_spokesman_for_nobody_known_is_unknown(actors: Actors) -> None:
    found = describe("a spokesman", actors)
    assert found is not None
    assert found.kind.type is SpeakerType.UNKNOWN
    assert not found.sure


def test_a_lawyer_is_an_expert_unless_for_somebody(actors: Actors) -> None:
    kinds = [
        describe(p, actors) for p in ("a lawyer", "his lawyer", "Roe's lawyer", "a lawyer for the family")
    ]
    assert [k.kind.type for k in kinds if k] == [SpeakerType.EXPERT] + [SpeakerType.INDIVIDUAL] * 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Amnesty International", "ngo"),
        ("UNHCR", "igo"),
        ("Lowbridge Police Department", "government/police"),
        ("Ministry of Bridges", "government/executive"),
        ("Texas Bridge Authority", "government/local"),
        ("Lowbridge County", "government/local"),
        ("Court of Appeal", "government/judiciary"),
        ("University of Lowbridge", "institution"),
        ("Harbour Builders Association", "company"),
        ("Association of Harbour Families", "ngo"),
        ("Real Estate Institute of Lowland", "company"),
        ("Centre for Human Rights and Repair", "ngo"),
        ("Harbour Liberation Front", "armed_group"),
        ("Lowbridge Gazette", "media"),
        ("Brazil", "government/executive"),
        ("Nebraska", "government/local"),
    ],
)
def test_bodies_are_typed_by_name(name: str, kind: str, actors: Actors) -> None:
    found = organisation(name, actors)
    assert found is not None
    assert str(found[0]) == kind
    assert found[1]


def test_an_acronym_counts_only_in_capitals(actors: Actors) -> None:
    assert actors.body("WHO") == Kind(SpeakerType.IGO)
    assert actors.body("who") is None
    assert actors.body("Who") is None


@pytest.mark.parametrize("phrase", ["", "'s", "the", "the Roe's", "and", "of the", "a 38-year-old", "…"])
def test_scraps_of_phrases_tell_nothing(phrase: str, actors: Actors) -> None:
    assert describe(phrase, actors) is None
    assert organisation(phrase, actors) is None


def test_places(actors: Actors) -> None:
    assert place_of("Kenya", actors) is PlaceSort.COUNTRY
    assert place_of("Kenyans", actors) is PlaceSort.DEMONYM
    assert place_of("Nairobi", actors) is PlaceSort.CAPITAL
    assert place_of("Lowbridge", actors) is None


def test_an_editors_own_file_wins(tmp_path: Path) -> None:
    own = tmp_path / "actors.toml"
    own.write_text(
        '[bodies]\nngo = ["Harbour Liberation Front", "HLF"]\n'
        '[roles]\n"government/police" = ["beat warden"]\n[people]\nparty = ["Jane Roe"]\n',
        encoding="utf-8",
    )
    actors = Actors.default().with_file(own)
    assert actors.body("Harbour Liberation Front") == Kind(SpeakerType.NGO)
    assert actors.body("HLF") == Kind(SpeakerType.NGO)
    assert actors.people["jane roe"] == Kind(SpeakerType.PARTY)
    found = describe("two beat wardens", actors)
    assert found is not None
    assert found.kind.branch is Branch.POLICE
    assert Actors.default().body("HLF") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[bodies\n", "is not TOML"),
        ('[groups]\nngo = ["A"]\n', "groups"),
        ('[bodies]\ncharity = ["A"]\n', "bodies.charity"),
        ('[bodies]\ngovernment = ["A"]\n', "needs a branch"),
        ('[bodies]\n"ngo/police" = ["A"]\n', "has no branches"),
        ('[bodies]\nngo = "A"\n', "not a list of names"),
    ],
)
def test_a_bad_file_is_named_with_the_place(text: str, said: str, tmp_path: Path) -> None:
    own = tmp_path / "actors.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(BadConfiguration, match=str(own)) as error:
        Actors.default().with_file(own)
    assert said in str(error.value)


def test_lexicons_of_a_file_and_of_texts_do_not_pile_up(tmp_path: Path, actors: Actors) -> None:
    own = tmp_path / "actors.toml"
    own.write_text('[bodies]\nngo = ["Tern Watch"]\n')
    held = actors.with_file(own)
    assert actors.with_file(own) is held

    def count() -> int:
        gc.collect()
        return sum(isinstance(found, Actors) for found in gc.get_objects())

    before = count()
    for number in range(40):
        own.write_text(f'[bodies]\nngo = ["Tern Watch {number}"]\n')
        told_by("Ruritania's government spoke.", actors.with_file(own))
        told_by("Nobody spoke.", actors.with_file(own))
    assert actors.with_file(own) is not held
    assert count() < before + 30


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="none"):
        Actors.default().with_file(tmp_path / "none.toml")
