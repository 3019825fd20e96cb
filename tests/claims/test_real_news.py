"""Who speaks, in the ways in which agencies and papers put it."""

from __future__ import annotations

import pytest

from claims.actors import Actors
from claims.describe import describe, is_thing
from tests.claims.speaking import body_kind, described_kind, kind, speaker

ELECTION = (
    "The primary election is near, and candidates and voters met, and delegates came to the debate. "
    "Hilda Marsh spoke. Marsh waved. Marsh left. Marsh won. Marsh said so."
)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Farmers for Free Trade", "ngo"),
        ("Dock Workers of America", "ngo"),
        ("Electoral Institute of Ruritania", "government/executive"),
        ("Kenya Tourism Board", "government/executive"),
        ("the public prosecutor's office", "government/judiciary"),
        ("the agency's watchdog", "government/executive"),
        ("the industry's watchdog", "company"),
        ("the city", "government/local"),
        ("the history department at Ludlow College", "expert"),
        ("the history department", "government/executive"),
        ("Penguin Group", "company"),
        ("a Penguin group", "ngo"),
        ("Tern Solidarity Group", "ngo"),
    ],
)
def test_bodies(name: str, typed: str) -> None:
    assert body_kind(name) == typed


@pytest.mark.parametrize("name", ["Ministers for Trade", "farmers for free trade", "Farmers of America"])
def test_what_is_no_body_for_a_cause(name: str) -> None:
    assert body_kind(name) != "ngo"


@pytest.mark.parametrize(
    ("phrase", "typed"),
    [
        ("judicial sources", "government/judiciary"),
        ("a diplomatic source", "government/diplomatic"),
        ("medical sources", "anonymous"),
        ("WWF's climate and energy head and former minister", "ngo"),
        ("former minister and energy head", "individual"),
        ("the Peru manager for Harbour Plc", "company"),
        ("senior SPD politicians", "party"),
        ("senior politicians", "government/legislature"),
        ("Republican National Committee chairman", "party"),
        ("the firm's representatives", "company"),
        ("Representatives", "government/legislature"),
        ("a military expert", "expert"),
        ("a statement of national army released on Monday", "government/military"),
        ("Hofstra's president", "unknown"),
        ("Ruritania's president", "unknown"),
        ("France's president", "government/executive"),
        ("director of the Zatari camp", "unknown"),
        ("human rights ombudsman", "government/executive"),
        ("official reports", "government/executive"),
    ],
)
def test_offices_and_sources(phrase: str, typed: str) -> None:
    assert described_kind(phrase) == typed


def test_one_director_of_communications() -> None:
    found = describe("director of communications for Harbour Lines", Actors.default())
    assert found is not None
    assert not found.plural


@pytest.mark.parametrize(
    ("phrase", "thing"),
    [
        ("The deal", True),
        ("the talks in Oru", True),
        ("the report on the deal", False),
        ("Harbour Plan", True),
    ],
)
def test_things_say_nothing(phrase: str, thing: bool) -> None:
    assert is_thing(phrase) is thing


@pytest.mark.parametrize(
    ("text", "sources", "name", "typed"),
    [
        ("Mark Cuban owns a team. Cuban said so. The Cuban government left.", ["Cuban said"], "Mark Cuban",
         "individual"),
        ("Mark Cuban owns a team. The Cuban said so.", ["The Cuban said"], "Cuban", "government/executive"),
        ("Today interior minister Horst Seel (CSU) said so.", ["Horst Seel (CSU)"], "Horst Seel",
         "government/executive"),
        ("It fell. Deputy Horst Seel (CSU) said so.", ["Horst Seel (CSU)"], "Horst Seel", "party"),
        ("The counselor of Ruritania's Policy Institute, Marco Banos, said so.", ["Marco Banos"],
         "Marco Banos", "expert"),
        ("A readout provided by the office of President Jane Roe said so.",
         ["A readout provided by the office of President Jane Roe"], "Jane Roe", "government/executive"),
        ("It rose, according to data reviewed by the Harbour Star.", ["data reviewed by the Harbour Star"],
         "data reviewed by the Harbour Star", "unknown"),
        ("Though Reed was tired, he said so.", ["he"], "Reed", "unknown"),
        ("Mayor Thomas Menn left. Menn’s spokeswoman Dot Royce said so.", ["Dot Royce"], "Dot Royce",
         "government/local"),
        ("House Speaker Nan Pell left. A spokesman for Ms. Pell, Bren Dale, said so. Mr. Dale left.",
         ["Mr. Dale"], "Bren Dale", "government/legislature"),
        ("The Dock Workers of America left. DWA President Chris Shell said so.", ["Chris Shell"],
         "Chris Shell", "ngo"),
        ("Betsy Sharpe of Burke County, Georgia, said so.", ["Betsy Sharpe of Burke County, Georgia"],
         "Betsy Sharpe", "individual"),
        ("Nothing came of the case against Jarrod Ramm, the chief said. Ramm said so.", ["Ramm said"],
         "Jarrod Ramm", "individual"),
        ("Jane Roe battled opposition from the press, Ida Holm said.", ["Ida Holm"], "Ida Holm",
         "individual"),
        ("According to the Harbour media group, Ida Holm said so.", ["Ida Holm"], "Ida Holm", "individual"),
        ("Figures released this week by the Treasury Department showed so.", ["Figures"],
         "Treasury Department", "government/executive"),
        ("A white paper titled “The Roe Case” came. The white paper said so.", ["The white paper"],
         "The white paper", "unknown"),
        ("Finance minister and former banker Ada Roe said so.",
         ["Finance minister and former banker Ada Roe"], "Ada Roe", "government/executive"),
        ("The main opposition Congress party said so.", ["The main opposition Congress party"], "Congress",
         "party"),
        ("Two roads flooded. Harrowby Province said so.", ["Harrowby Province"], "Harrowby Province",
         "government/local"),
        ("Swiss group Zurich Insurance said so.", ["Zurich Insurance"], "Zurich Insurance", "company"),
        (ELECTION, ["Marsh said"], "Hilda Marsh", "party"),
        (f"“Secretary Marsh is late,” he said. {ELECTION}", ["Marsh said"], "Hilda Marsh", "party"),
    ],
)  # fmt: skip
def test_speakers(text: str, sources: list[str], name: str, typed: str) -> None:
    found = speaker(text, *(s.removesuffix(" said") if s.endswith(" said") else s for s in sources))
    assert (found.name, kind(found)) == (name, typed)
