import dataclasses
import json
from pathlib import Path

import pytest

from claims.document import Metadata
from verifier import render as forms
from verifier.render.claimreview import RATINGS
from verifier.types import AttributionVerdict as A
from verifier.types import SubstanceVerdict as S

from .builder import report

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "claimreview.json").read_text(encoding="utf-8"))


def reviews(*reports):
    import jsonschema

    text = forms.render_all(reports, "claimreview")
    assert text.endswith("}\n")
    graph = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(graph)
    return graph["@graph"]


def judged(attribution, substance):
    """The report with these verdicts on every claim that somebody else makes."""
    made = report()
    claims = tuple(
        dataclasses.replace(
            c,
            verdict=dataclasses.replace(
                c.verdict, attribution=attribution if c.claim.speaker else None, substance=substance
            ),
        )
        for c in made.article.claims
    )
    return dataclasses.replace(made, article=dataclasses.replace(made.article, claims=claims))


def test_what_the_sources_decide_is_reviewed():
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    (phones,) = reviews(report())
    assert phones["creativeWorkStatus"] == "Draft"
    assert phones["claimReviewed"] == "number of seized phones at 1,200"
    assert phones["itemReviewed"]["text"].startswith("“We will not stop")
    assert phones["itemReviewed"]["author"] == {
        "@type": "Person",
        "name": "Ivo Brandt",
        "jobTitle": "spokesman",
        "affiliation": {"@type": "Organization", "name": "Interior Ministry of Varland"},
    }
    rating = phones["reviewRating"]
    assert (rating["ratingValue"], rating["alternateName"]) == (1, "Contradicted by a source")
    assert phones["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Statement on the operation in Port Marrow",
            "url": "https://interior.example/statements/114",
            "publisher": {"@type": "Organization", "name": "Interior Ministry of Varland"},
            "datePublished": "2031-03-04",
        }
    ]


@pytest.mark.parametrize("substance", list(S))
def test_what_they_leave_open_is_not(substance):
    found = reviews(judged(A.CONFIRMED, substance))
    assert len(found) == (8 if substance in RATINGS else 0)
    assert {review["reviewRating"]["ratingValue"] for review in found} <= {RATINGS.get(substance, (0,))[0]}
    assert set(RATINGS) == {S.SUPPORTED, S.PARTLY_SUPPORTED, S.CONTRADICTED}


@pytest.mark.parametrize("attribution", list(A))
def test_nobody_is_reviewed_for_what_a_source_shows_they_did_not_say(attribution):
    found = reviews(judged(attribution, S.CONTRADICTED))
    assert len(found) == (0 if attribution in (A.ALTERED, A.MISATTRIBUTED) else 8)


def test_nobody_named_has_no_name_and_own_documents_show_where_it_was_said():
    found = {r["claimReviewed"]: r["itemReviewed"] for r in reviews(judged(A.CONFIRMED, S.SUPPORTED))}
    assert "author" not in found["the closure hurts traders"]
    arrests = found["Police arrested 140 people"]
    assert arrests["author"] == {"@type": "Organization", "name": "Interior Ministry of Varland"}
    assert [work["url"] for work in arrests["appearance"]] == ["https://interior.example/statements/114"]
    unsaid = {r["claimReviewed"]: r["itemReviewed"] for r in reviews(judged(A.NOT_FOUND, S.SUPPORTED))}
    assert "appearance" not in unsaid["Police arrested 140 people"]


def test_a_source_from_a_file_is_named_without_its_place():
    found = {r["claimReviewed"]: r["itemReviewed"] for r in reviews(judged(A.CONFIRMED, S.SUPPORTED))}
    (study,) = found["“People told us they were locked in, beaten and sold, and nobody came.”"]["appearance"]
    assert "url" not in study
    assert study["name"] == "Behind the Counter"


def test_the_outlet_is_what_the_draft_says_or_left_to_fill():
    made = report()
    assert reviews(made)[0]["author"]["name"] == "The Harbour Post"
    assert reviews(made)[0]["url"] == ""
    for metadata, name, url in (
        (Metadata(), "", ""),
        (Metadata(publisher="X", url="https://x.example/a"), "X", "https://x.example/a"),
        (Metadata(url="javascript:alert(1)"), "", ""),
    ):
        document = dataclasses.replace(made.article.analysis.document, metadata=metadata)
        analysis = dataclasses.replace(made.article.analysis, document=document)
        changed = dataclasses.replace(made, article=dataclasses.replace(made.article, analysis=analysis))
        (review,) = reviews(changed)
        assert (review["author"]["name"], review["url"]) == (name, url)


def test_it_can_stand_in_a_script_of_a_page():
    text = forms.render_all([report(extra="</script><script>alert(1)</script><!--")], "claimreview")
    assert "<" not in text
    assert "</script>" in json.loads(text)["@graph"][0]["itemReviewed"]["text"]
