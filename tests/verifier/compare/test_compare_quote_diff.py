"""What the reader of a report is told of a quotation: all of it, word for word."""

from __future__ import annotations

import pytest

from verifier.compare.quote import compare_quotation
from verifier.types import QuoteState as S

TOWN = (
    "The minister spoke on Tuesday. We are maintaining and protecting the harbour, the market and the "
    "old bridge in every season, she said. I do not believe that the searches were unlawful. Tenants "
    "were misled, evicted, and threatened by landlords, who labour under the apparent protection of "
    "officials in the capital. We will rebuild the bridge, unless the river floods again. The "
    "river-police unit was set up by the Prime Minister in 2019. Our schools can’t wait another year – "
    "they need teachers now."
)
BOARD = (
    "The board met in the old school on the hill for the whole of the night. Its chair, Ines Kruse, said "
    "she would sign the contract after the election. The ferry company has lost money in each of the "
    "last nine years."
)


Told = tuple[S, float, str, list[tuple[str, str]], str, str]


def told(quotation: str, source: str) -> Told:
    """State, score, the stretch found, the words that differ, and what is said of them."""
    match = compare_quotation(quotation, source)
    found = match.span.of(source) if match.span else ""
    changes = [(c.article, c.source) for c in match.changes if c.article != c.source]
    return match.state, match.score, found, changes, match.detail, match.turned


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("we will rebuild", (S.NORMALISED, 1.0, "We will rebuild", [],
         "The same words; differs in case, punctuation or marks.", "")),
        ("“in every season,”", (S.VERBATIM, 1.0, "in every season", [],
         "Word for word as in the source.", "")),
        ("the searches were unlawful", (S.VERBATIM, 1.0, "the searches were unlawful", [],
         'Word for word as in the source; what was cut off may turn the meaning: the source has "not" '
         "right before these words.",
         'the source has "not" right before these words')),
        ("We will rebuild the bridge", (S.VERBATIM, 1.0, "We will rebuild the bridge", [],
         "Word for word as in the source; what was cut off may turn the meaning: the source's sentence "
         'goes on with "unless".',
         "the source's sentence goes on with \"unless\"")),
        ("Tenants were misled … by landlords, who labor", (S.NORMALISED, 1.0,
         "Tenants were misled, evicted, and threatened by landlords, who labour",
         [("…", "evicted, and threatened"), ("labor", "labour")],
         'The same words; differs in words left out or bracketed, as marked and in spelling: "labor" '
         'where the source has "labour".',
         "")),
        ("I … believe that the searches were unlawful", (S.NORMALISED, 1.0,
         "I do not believe that the searches were unlawful", [("…", "do not")],
         "The same words; differs in words left out or bracketed, as marked; what was left out may turn "
         'the meaning: it holds "not".',
         'it leaves out "not"')),
        ("was set up by [Olga Berg] in 2019", (S.NORMALISED, 1.0, "was set up by the Prime Minister in 2019",
         [("[Olga Berg]", "the Prime Minister")],
         'The same words; differs in words left out or bracketed, as marked; "[Olga Berg]" stands for the '
         "source's \"the Prime Minister\".",
         "")),
        ("We are [keeping] and protecting the harbor … in every season", (S.NORMALISED, 1.0,
         "We are maintaining and protecting the harbour, the market and the old bridge in every season",
         [("[keeping]", "maintaining"), ("harbor", "harbour"), ("…", "the market and the old bridge")],
         'The same words; differs in words left out or bracketed, as marked and in spelling: "harbor" '
         "where the source has \"harbour\"; \"[keeping]\" stands for the source's \"maintaining\".",
         "")),
        ("We are maintain[ed] and protecting the harbour", (S.NORMALISED, 1.0,
         "We are maintaining and protecting the harbour", [("[maintained]", "maintaining")],
         'The same words; differs in words left out or bracketed, as marked; "[maintained]" stands for '
         "the source's \"maintaining\".",
         "")),
        ("the Prime [and very late] Minister", (S.NORMALISED, 1.0, "the Prime Minister",
         [("[and very late]", "")],
         "The same words; differs in words left out or bracketed, as marked.", "")),
        ("We are main[tain]ing and protecting the harbour", (S.NORMALISED, 1.0,
         "We are maintaining and protecting the harbour", [("[maintaining]", "maintaining")],
         'The same words; differs in words left out or bracketed, as marked; "[maintaining]" stands for '
         "the source's \"maintaining\".",
         "")),
        ("We are maintaining and [over]protecting the harbour", (S.NORMALISED, 1.0,
         "We are maintaining and protecting the harbour", [("[over]", "")],
         "The same words; differs in words left out or bracketed, as marked.", "")),
        ("I … believe that the search was quite unlawful", (S.ALTERED, 0.625,
         "I do not believe that the searches were unlawful",
         [("…", "do not"), ("search was quite", "searches were")],
         "The article's words are not the source's; what was left out may turn the meaning: it holds "
         '"not"; "search was quite" where the source has "searches were".',
         "")),
        ("and nobody paid us, tenants were misled, evicted, and threatened", (S.PARTIAL, 0.6,
         "Tenants were misled, evicted, and threatened", [("and nobody paid us", "")],
         'The source has only "tenants were misled evicted and threatened"; "and nobody paid us" is not '
         "in the source.",
         "")),
        ("Surely we will rebuild the bridge", (S.ALTERED, 0.8333, "We will rebuild the bridge",
         [("Surely", "")],
         "The article's words are not the source's; \"Surely\" is not in the source; what was cut off may "
         "turn the meaning: the source's sentence goes on with \"unless\".",
         "")),
        ("The river police was set up", (S.ALTERED, 1.0, "The river-police unit was set up", [("", "unit")],
         "The article's words are not the source's; the source's \"unit\" is left out unmarked.", "")),
        ("The riverpolice unit was set up", (S.NORMALISED, 1.0, "The river-police unit was set up",
         [("riverpolice", "river-police")],
         'The same words; differs in spelling: "riverpolice" where the source has "river-police".', "")),
        ("maintain and protect the harbour, the market and the old bridge", (S.ALTERED, 0.8182,
         "maintaining and protecting the harbour, the market and the old bridge",
         [("maintain", "maintaining"), ("protect", "protecting")],
         "The article's words are not the source's; \"maintain\" is inflected: the source has "
         '"maintaining"; "protect" is inflected: the source has "protecting".',
         "")),
        ("Our schools can't wait … they need a teacher now", (S.ALTERED, 0.7778,
         "Our schools can’t wait another year – they need teachers now",
         [("…", "another year"), ("a teacher", "teachers")],
         "The article's words are not the source's; \"a teacher\" where the source has \"teachers\".", "")),
        ("they need teachers now … Our schools can't wait another year", (S.ALTERED, 1.0,
         "Our schools can’t wait another year", [],
         "Its parts stand in the source, but in another order.", "")),
        ("misled, evicted, and threatened by the criminals who own the whole street", (S.PARTIAL, 0.5833,
         "misled, evicted, and threatened by landlords, who labour under the",
         [("the criminals", "landlords"), ("own", "labour under"), ("whole street", "")],
         'The source has only "misled evicted and threatened by", "who" and "the"; "the criminals" where '
         'the source has "landlords"; "own" where the source has "labour under"; "whole street" is not in '
         "the source.",
         "")),
    ],
)  # fmt: skip
def test_of_the_town(quotation: str, expected: Told) -> None:
    assert told(quotation, TOWN) == expected


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("she would not sign the contract after the vote", (S.ALTERED, 0.7778,
         "she would sign the contract after the election", [("not", ""), ("vote", "election")],
         "The article's words are not the source's; \"not\" is not in the source; \"vote\" where the "
         'source has "election".',
         "")),
        ("Its chair said she would sign the contract", (S.ALTERED, 1.0,
         "Its chair, Ines Kruse, said she would sign the contract", [("", "Ines Kruse")],
         "The article's words are not the source's; the source's \"Ines Kruse\" is left out unmarked.", "")),
        ("the ferry company has made money in every one of those years", (S.ALTERED, 0.6667,
         "The ferry company has lost money in each of the last nine years",
         [("made", "lost"), ("every one", "each"), ("those", "the last nine")],
         "The article's words are not the source's; \"made\" where the source has \"lost\"; \"every one\" "
         'where the source has "each"; "those" where the source has "the last nine".',
         "")),
        ("the company losing money in each of the last nine years", (S.ALTERED, 0.9091,
         "The ferry company has lost money in each of the last nine years",
         [("", "ferry"), ("losing", "has lost")],
         "The article's words are not the source's; the source's \"ferry\" is left out unmarked; "
         '"losing" where the source has "has lost".',
         "")),
        ("she would … the contract … election … in each of nine years", (S.ALTERED, 1.0,
         "she would sign the contract after the election. The ferry company has lost money in each of the "
         "last nine years",
         [("…", "sign"), ("…", "after the"), ("…", "The ferry company has lost money"), ("", "the last")],
         "The article's words are not the source's; the source's \"the last\" is left out unmarked.", "")),
        ("and would sign the contract after the election for them", (S.ALTERED, 0.7,
         "she would sign the contract after the election", [("and", "she"), ("for them", "")],
         "The article's words are not the source's; \"and\" where the source has \"she\"; \"for them\" is "
         "not in the source.",
         "")),
        ("she would sign the contract after the election in the old school on the hill", (S.PARTIAL, 0.6,
         "she would sign the contract after the election. The", [("in", ""), ("old school on the hill", "")],
         'The source has only "she would sign the contract after the election" and "the"; "in" is not in '
         'the source; "old school on the hill" is not in the source.',
         "")),
        ("lost money … in the old school … signed the contract", (S.PARTIAL, 0.6667, "in the old school", [],
         'Word for word as in the source. The source has nothing like "signed the contract".', "")),
        ("in the hill on the old school", (S.ABSENT, 0.0, "", [],
         "These words stand nowhere in the source.", "")),
        ("sign the deal", (S.ABSENT, 0.0, "", [],
         "These words stand nowhere in the source.", "")),
        ("she would sign the paper after the vote", (S.ABSENT, 0.0, "", [],
         "These words stand nowhere in the source.", "")),
        ("the contract after election", (S.ALTERED, 1.0, "the contract after the election", [("", "the")],
         "The article's words are not the source's; the source's \"the\" is left out unmarked.", "")),
        ("Ines Kruse would sign it all", (S.ALTERED, 0.6667, "Ines Kruse, said she would sign the contract",
         [("", "said she"), ("it all", "the contract")],
         "The article's words are not the source's; the source's \"said she\" is left out unmarked; \"it "
         'all" where the source has "the contract".',
         "")),
        ("The board met in the hall", (S.ALTERED, 0.8333, "The board met in the old", [("hall", "old")],
         "The article's words are not the source's; \"hall\" where the source has \"old\".", "")),
        ("The ferry firm has lost money … she would sign the contract before the vote", (S.ALTERED, 0.7857,
         "she would sign the contract after the election",
         [("firm", "company"), ("before", "after"), ("vote", "election")],
         "Its parts stand in the source, but in another order.", "")),
    ],
)  # fmt: skip
def test_of_the_board(quotation: str, expected: Told) -> None:
    assert told(quotation, BOARD) == expected


@pytest.mark.parametrize(
    ("quotation", "source", "expected"),
    [
        ("the dam … is safe", "The dam was built long ago. The dam, he said, is safe.",
         (S.NORMALISED, 1.0, "The dam, he said, is safe", [("…", "he said")],
         "The same words; differs in words left out or bracketed, as marked.", "")),
        ("the dam … safe", "The dam is safe today. The dam of which he spoke is safe.",
         (S.NORMALISED, 1.0, "The dam is safe", [("…", "is")],
         "The same words; differs in words left out or bracketed, as marked.", "")),
        ("today the mill at Oru burned down",
         "Today the wind blew from a cold and far north over sea and sand, and the mill at Oru burned down.",
         (S.ALTERED, 0.8571, "and the mill at Oru burned down",
         [("today", "and")],
         "The article's words are not the source's; \"today\" where the source has \"and\".", "")),
        ("the mill at Oru burned down the dale",
         "The mill at Oru burned down the hill, with all that was in it up to the last sack, near the dale.",
         (S.ALTERED, 0.875, "The mill at Oru burned down the hill",
         [("dale", "hill")],
         "The article's words are not the source's; \"dale\" where the source has \"hill\".", "")),
        ("he left the old house quickly", "He left the old town. Nobody saw him go.",
         (S.ALTERED, 0.6667, "He left the old town",
         [("house quickly", "town")],
         "The article's words are not the source's; \"house quickly\" where the source has \"town\".", "")),
        ("they say he left the old town", "It rained in May. Then he left the old town.",
         (S.ALTERED, 0.7143, "Then he left the old town",
         [("they say", "Then")],
         "The article's words are not the source's; \"they say\" where the source has \"Then\".", "")),
        ("surely then he left the old town", "It rained in May. Then he left the old town.",
         (S.ALTERED, 0.8571, "Then he left the old town",
         [("surely", "")],
         "The article's words are not the source's; \"surely\" is not in the source.", "")),
        ("he left the old house quickly", "“He left the old town” was all that Oru said.",
         (S.ALTERED, 0.6667, "He left the old town",
         [("house quickly", "town")],
         "The article's words are not the source's; \"house quickly\" where the source has \"town\".", "")),
        ("We are building and [all] bridge in May",
         "We are building and never fixing the quay, the market, the road and the bridge in May, if dry.",
         (S.NORMALISED, 1.0,
         "We are building and never fixing the quay, the market, the road and the bridge in May",
         [("…", "never fixing the quay the market the road and the")],
         "The same words, with more of the source left out than its brackets stand for; left out, as "
         "marked, is the source's \"never fixing the quay the market the road and the\"; what was left "
         'out may turn the meaning: it holds "never"; what was cut off may turn the meaning: the '
         "source's sentence goes on with \"if\".",
         "it leaves out \"never\"; the source's sentence goes on with \"if\"")),
        ("We are building and [all] bridge in every season",
         "We are building and fixing the quay, the market, the roads and the bridge in every season.",
         (S.NORMALISED, 1.0,
         "We are building and fixing the quay, the market, the roads and the bridge in every season",
         [("…", "fixing the quay the market the roads and the")],
         "The same words, with more of the source left out than its brackets stand for; left out, as "
         "marked, is the source's \"fixing the quay the market the roads and the\".",
         "")),
        ("he pay us … a good wage in each year",
         "He paid us, though never willingly, a good wage in each year.",
         (S.ALTERED, 0.8889,
         "He paid us, though never willingly, a good wage in each year",
         [("pay", "paid"), ("…", "though never willingly")],
         "The article's words are not the source's; \"pay\" is inflected: the source has \"paid\"; what "
         'was left out may turn the meaning: it holds "though" and "never".',
         "")),
        ("he paid good wages in each year", "He paid us good wages in each year.",
         (S.ALTERED, 1.0, "He paid us good wages in each year",
         [("", "us")],
         "The article's words are not the source's; the source's \"us\" is left out unmarked.", "")),
        ("he paid wages, in good years, to us all", "In good years he paid wages to us all.",
         (S.ALTERED, 0.6667, "he paid wages to us all",
         [("in good years", "")],
         "The article's words are not the source's; \"in good years\" is not in the source.", "")),
        ("sold them the land and the mill", "He sold to them the land, the sea and the mill.",
         (S.ALTERED, 1.0, "sold to them the land, the sea and the mill",
         [("", "to"), ("", "the sea")],
         "The article's words are not the source's; the source's \"to\" is left out unmarked; the "
         "source's \"the sea\" is left out unmarked.",
         "")),
    ],
)  # fmt: skip
def test_of_one_sentence(quotation: str, source: str, expected: Told) -> None:
    assert told(quotation, source) == expected
