from math import inf

import pytest

from tests.verifier.compare.told import AGREES, DIFFERS, PARTLY, SILENT, Told, told
from verifier.compare.figures import compare_figures
from verifier.compare.quantities import Bound, find_quantities
from verifier.compare.tolerance import limits_of
from verifier.types import Outcome


def one(text):
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("27 dockers", 27, "count"),
        ("twenty-seven dockers", 27, "count"),
        ("three hundred and six houses", 306, "count"),
        ("a dozen goats", 12, "count"),
        ("a hundred goats", 100, "count"),
        ("two million voters", 2e6, "count"),
        ("half a million voters", 5e5, "count"),
        ("1,250 boats", 1250, "count"),
        ("30, 000 boats", 30000, "count"),
        ("1.2 million voters", 1.2e6, "count"),
        ("40 per cent of tenants", 40, "percent"),
        ("40% of tenants", 40, "percent"),
        ("98. 7 per cent of tenants", 98.7, "percent"),
        ("3 percentage points", 3, "points"),
        ("half of the tenants", 50, "percent"),
        ("a quarter of households", 25, "percent"),
        ("two-thirds of the tenants", 200 / 3, "percent"),
        ("$5bn", 5e9, "money:usd"),
        ("£300,000", 3e5, "money:gbp"),
        ("40 euros", 40, "money:eur"),
        ("10 km of pipe", 10000, "length"),
        ("3 weeks", 21, "days"),
        ("a 14-year-old pilot", 14, "age"),
        ("aged 27", 27, "age"),
        ("5k runners", 5000, "count"),
        ("1500 million voters", 1.5e9, "count"),
        ("1600 km of pipe", 1.6e6, "length"),
        ("more than 2000 voters", 2000, "count"),
        ("An estimated 1900 voters", 1900, "count"),
        ("$2000", 2000, "money:usd"),
    ],
)
def test_values_and_dimensions(text, value, dimension):
    found = one(text)
    assert found.low == pytest.approx(value)
    assert found.dimension == dimension


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 50 boats", Bound.MORE_THAN),
        ("over 50 boats", Bound.MORE_THAN),
        ("at least 50 boats", Bound.AT_LEAST),
        ("no fewer than 50 boats", Bound.AT_LEAST),
        ("no more than 50 boats", Bound.AT_MOST),
        ("up to 50 boats", Bound.AT_MOST),
        ("fewer than 50 boats", Bound.LESS_THAN),
        ("nearly 50 boats", Bound.NEARLY),
        ("about 50 boats", Bound.ABOUT),
        ("an estimated 50 boats", Bound.ABOUT),
        ("50+ boats", Bound.AT_LEAST),
        ("50 or more boats", Bound.AT_LEAST),
        ("between 50 and 60 boats", Bound.RANGE),
        ("50-60 boats", Bound.RANGE),
        ("five to seven boats", Bound.RANGE),
        ("dozens of boats", Bound.RANGE),
        ("50 boats", Bound.EXACT),
    ],
)
def test_bounds(text, bound):
    assert one(text).bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "in 2019", "on 14 July", "July 14, 2025", "at 10:30", "at 9 p.m.", "the 14th boat", "Article 5",
        "Flight 302", "Covid-19", "call +44 20 7946 0958", "call 555-123-4567", "one of them", "#12",
        "between 14 and 16 July",
        "https://example.org/2019/44", "a 3-1 win", "9" * 400, "$" + "9" * 99 + " million",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text):
    assert find_quantities(text) == ()


def test_spans_are_exact():
    text = "Police held more than 1,000 suspects and 12 boats."
    first, second = find_quantities(text)
    assert first.span.of(text) == "more than 1,000"
    assert second.span.of(text) == "12"
    assert first.nouns == ("suspect",)


def test_a_range_scales_both_ends():
    found = one("5-7 million voters")
    assert (found.low, found.high) == (5e6, 7e6)


def test_open_limits_have_no_end():
    assert limits_of(one("more than 50 boats")) == (50, inf)
    assert limits_of(one("up to 50 boats")) == (-inf, 50)


def outcome(claim, passage):
    return compare_figures(claim, passage).outcome


AGREEING = [
    ("Guards held 85 Norlanders.", "Officers held 85 Norlander nationals on Monday."),
    ("Over 50 camps were found.", "Inspectors found 53 camps."),
    ("More than 1,000 dockers marched.", "A total of 1,043 dockers marched."),
    ("About 300 workers lost jobs.", "312 workers lost their jobs."),
    ("Nearly 200 people came.", "196 people came."),
    ("1.2 million voters registered.", "1,213,456 voters registered."),
    ("187 people were held at the port.", "At the port 85 Norlanders, 27 Suders and 75 Westers were held."),
    ("The pipe is 10 km long.", "The pipe is 6.2 miles long."),
    ("Hundreds of phones were seized.", "They seized 613 phones."),
    ("5 of the 20 mines closed.", "5 of the 20 mines have closed."),
    ("Twelve boats sank.", "12 boats sank."),
    ("Between 5 and 7 boats sank.", "Six boats sank."),
    ("Half of the tenants moved.", "50 per cent of tenants moved."),
    ("At least 50 boats sank.", "50 boats sank."),
    ("The force lost 15 more officers than it hired.", "We hired 52 officers and lost 67 officers."),
]


@pytest.mark.parametrize(("claim", "passage"), AGREEING)
def test_agreeing_figures(claim, passage):
    assert outcome(claim, passage) is Outcome.AGREES


DIFFERING = [
    ("Twelve workers died in the mill fire.", "Fourteen workers died in the mill fire, police said."),
    ("The bridge cost $5 million to build.", "The bridge cost $7 million to build."),
    ("Prices rose 5 percent in May.", "Prices rose 5 percentage points in May."),
    ("About 300 workers lost jobs.", "470 workers lost their jobs."),
    ("Fewer than 50 boats sank in the storm.", "Some 90 boats sank in the storm."),
    ("More than 300 people died in the flood.", "The flood killed 200 people and 500 sheep."),
    ("The boy waited 19 weeks for an ear operation.", "The boy waited nineteen months for an ear operation."),
]


@pytest.mark.parametrize(("claim", "passage"), DIFFERING)
def test_differing_figures_name_both(claim, passage):
    signal = compare_figures(claim, passage)
    assert signal.outcome is Outcome.DIFFERS
    assert signal.score == 0.0
    for text, spans in ((claim, signal.claim_spans), (passage, signal.passage_spans)):
        assert spans
        assert any(s.of(text) in signal.detail for s in spans)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The mill employs 40 people.", "The school has 300 pupils."),
        ("In Oru 312 suspects were held.", "In Bena, 270 suspects were held."),
        ("The mill employs 40 people.", "The mill is old."),
        ("The mill is old.", "The mill employs 40 people."),
        ("The bridge cost $5 million.", "The bridge is 5 km long."),
        ("The book was printed in two languages.", "The book was printed in 300 languages."),
    ],
)
def test_different_things_are_not_compared(claim, passage):
    signal = compare_figures(claim, passage)
    assert signal.outcome is Outcome.SILENT
    assert signal.score is None


def test_two_rivals_are_no_contradiction():
    passage = "12 workers died in the mill fire in spring. 19 workers died in the mill fire in autumn."
    assert outcome("15 workers died in the mill fire.", passage) is not Outcome.DIFFERS


def test_a_bound_far_off_is_only_partly_borne_out():
    signal = compare_figures("More than 1,000 suspects were held.", "3,075 suspects were held.")
    assert signal.outcome is Outcome.PARTLY
    assert "loosely" in signal.detail


def test_more_than_the_same_figure_is_loose():
    assert outcome("More than 50 boats sank.", "50 boats sank.") is Outcome.PARTLY


def test_one_of_two_figures_missing():
    claim = "12 boats and 40 cranes burned."
    signal = compare_figures(claim, "12 boats burned at the pier.")
    assert signal.outcome is Outcome.PARTLY
    assert signal.score == 0.5
    assert [s.of(claim) for s in signal.claim_spans] == ["40"]


def test_a_list_that_makes_the_total_is_consistent_not_confirmed():
    signal = compare_figures("85 men and 40 women were held.", "125 people were held.")
    assert signal.outcome is Outcome.PARTLY
    assert "125 people" in signal.detail


@pytest.mark.parametrize(("claim", "passage"), AGREEING[:5])
def test_changing_the_number_moves_the_outcome(claim, passage):
    digits = next(d for d in ("85", "50", "1,000", "300", "200") if d in claim)
    assert outcome(claim.replace(digits, "6,417"), passage) is not Outcome.AGREES


@pytest.mark.parametrize(("claim", "passage"), AGREEING + DIFFERING)
def test_an_unrelated_sentence_does_not_move_the_outcome(claim, passage):
    assert outcome(claim, passage + " The harbour fair opened with music.") is outcome(claim, passage)


LIST = (
    "Officers detained foreign workers in:\n"
    "– Ostmar: 120 people\n– Belhaven: 85 people, among them 20 women\n– Tarn: 47 people"
)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Officers detained 252 foreign workers.", Outcome.AGREES),
        ("Officers detained more than 250 people.", Outcome.AGREES),
        ("Officers detained 272 foreign workers.", Outcome.SILENT),
        ("Officers detained more than 600 people.", Outcome.SILENT),
    ],
)
def test_the_lines_of_a_list_are_summed(claim: str, outcome: Outcome) -> None:
    found = compare_figures(claim, LIST)
    assert found.outcome is outcome
    assert ("sum of the passage's 120 + 85 + 47" in found.detail) == (outcome is Outcome.AGREES)


def test_an_open_line_leaves_the_sum_open() -> None:
    listed = "They seized phones in:\nOstmar: 200+ phones\nTarn: 100 phones"
    assert compare_figures("They seized 300 phones.", listed).outcome is Outcome.SILENT
    assert compare_figures("They seized more than 300 phones.", listed).outcome is Outcome.AGREES


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("63 arrested in Oru on Monday.", "Police in Oru arrested 63 people on Monday.",
         (AGREES, 1.0, 'The passage bears out "63 arrested": "63 people".', ["63"], ["63"])),
        ("63 arrested in Oru on Monday.", "Police in Oru arrested 70 people on Monday.",
         (DIFFERS, 0.0, 'The claim says "63 arrested" where the passage says "70 people".', ["63"], ["70"])),
        ("Police arrested 63 people in Oru.", "In Oru 63 arrested by police came home.",
         (AGREES, 1.0, 'The passage bears out "63 people": "63 arrested".', ["63"], ["63"])),
        ("63 arrested in Oru on Monday.", "Police in Oru saw 70 boats on Monday.",
         (SILENT, None, 'The passage gives no figure for "63 arrested".', ["63"], [])),
        ("63 citizens voted in Oru.", "63 residents of Oru voted.",
         (AGREES, 1.0, 'The passage bears out "63 citizens voted": "63 residents".', ["63"], ["63"])),
        ("More than 50 boats sank in the storm.", "Fewer than 50 boats sank in the storm.",
         (DIFFERS, 0.0, 'The claim says "More than 50 boats sank" where the passage says "Fewer than 50 '
                        'boats sank".',
          ["More than 50"], ["Fewer than 50"])),
        ("Half a million voters came.", "900,000 voters came.",
         (DIFFERS, 0.0, 'The claim says "Half a million voters came" where the passage says "900,000 '
                        'voters came".',
          ["Half a million"], ["900,000"])),
        ("Fewer than 50 boats sank.", "Just under 50 boats sank.",
         (AGREES, 1.0, 'The passage bears out "Fewer than 50 boats sank": "Just under 50 boats sank".',
          ["Fewer than 50"], ["Just under 50"])),
        ("60 boats sank.", "50 or more boats sank.",
         (DIFFERS, 0.0, 'The claim says "60 boats sank" where the passage says "50 or more boats sank".',
          ["60"], ["50 or more"])),
        ("50 boats sank.", "50 or more boats sank.",
         (AGREES, 1.0, 'The passage bears out "50 boats sank": "50 or more boats sank".',
          ["50"], ["50 or more"])),
        ("Guards held 85 Norlanders.", "Officers held 85 Norlander nationals on Monday.",
         (AGREES, 1.0, 'The passage bears out "85 Norlanders": "85 Norlander nationals".', ["85"], ["85"])),
        ("Over 50 camps were found.", "Inspectors found 53 camps.",
         (AGREES, 1.0, 'The passage bears out "Over 50 camps": "53 camps".', ["Over 50"], ["53"])),
        ("12 boats and 40 cranes burned.", "12 boats burned at the pier.",
         (PARTLY, 0.5, 'The passage gives no figure for "40 cranes burned".', ["40"], ["12"])),
        ("Twelve workers died in the mill fire.", "Fourteen workers died in the mill fire, police said.",
         (DIFFERS, 0.0, 'The claim says "Twelve workers died" where the passage says "Fourteen workers '
                        'died".',
          ["Twelve"], ["Fourteen"])),
        ("85 men and 40 women were held.", "125 people were held.",
         (PARTLY, 0.5, "The claim's 85 + 40 make the passage's \"125 people\".", ["85", "40"], ["125"])),
        ("187 people were held at the port.",
         "At the port 85 Norlanders, 27 Suders and 75 Westers were held.",
         (AGREES, 1.0, "\"187 people\" is the sum of the passage's 85 + 27 + 75.",
          ["187"], ["85", "27", "75"])),
        ("More than 1,000 suspects were held.", "3,075 suspects were held.",
         (PARTLY, 0.5, '"More than 1,000 suspects" only loosely fits "3,075 suspects".',
          ["More than 1,000"], ["3,075"])),
        ("The firm paid $30 million.", "The firm paid $10 million in each of 3 years.",
         (AGREES, 1.0, "\"$30 million\" is 3 times the passage's \"$10 million\".",
          ["$30 million"], ["$10 million"])),
        ("The firm paid 12% of its staff.", "The firm paid 8% of staff. Sales grew by 12%.",
         (DIFFERS, 0.0, 'The claim says "12% of its staff" where the passage says "8% of staff".',
          ["12%"], ["8%"])),
        ("Prices rose 5 percent in May.", "Prices rose 5 percentage points in May.",
         (DIFFERS, 0.0, 'The claim says "5 percent" where the passage says "5 percentage points".',
          ["5 percent"], ["5 percentage points"])),
        ("12 sailors drowned off the cape.", "12 boats set out, and 85 sailors drowned off the cape.",
         (DIFFERS, 0.0, 'The claim says "12 sailors drowned" where the passage says "85 sailors drowned".',
          ["12"], ["85"])),
        ("Police detained 63 people after the march.", "After the march 63 were detained by police.",
         (AGREES, 1.0, 'The passage bears out "63 people": "63".', ["63"], ["63"])),
        ("The mill made 40 tonnes and 12 tonnes of flour.", "The mill made 40 tonnes of flour.",
         (PARTLY, 0.5, 'The passage gives no figure for "12 tonnes of flour".',
          ["12 tonnes"], ["40 tonnes"])),
        ("Founded by 12 farmers, the bank has 300 clients.",
         "Founded by 14 farmers, the bank has 300 clients.",
         (DIFFERS, 0.0, 'The claim says "12 farmers" where the passage says "14 farmers".', ["12"], ["14"])),
        ("The harbour board spent $5 million on cranes.", "The harbour board spent $50 million on cranes.",
         (DIFFERS, 0.0, 'The claim says "$5 million" where the passage says "$50 million".',
          ["$5 million"], ["$50 million"])),
        ("The harbour board spent $5 million on cranes.", "The harbour board spent $500 million on cranes.",
         (SILENT, None, 'The passage gives no figure for "$5 million".', ["$5 million"], [])),
        ("The tower is 300 metres high.", "The tower is 984 feet high.",
         (AGREES, 1.0, 'The passage bears out "300 metres high": "984 feet high".',
          ["300 metres"], ["984 feet"])),
        ("The tower is 300 metres high.", "The tower is 250 metres high.",
         (DIFFERS, 0.0, 'The claim says "300 metres high" where the passage says "250 metres high".',
          ["300 metres"], ["250 metres"])),
        ("Some 300 boats and nearly 40 ferries lay in the port.",
         "312 boats and 38 ferries lay in the port. 9 cranes stood idle.",
         (AGREES, 1.0, 'The passage bears out "Some 300 boats": "312 boats"; the passage bears out "nearly '
                       '40 ferries lay": "38 ferries lay".',
          ["Some 300", "nearly 40"], ["312", "38"])),
        ("The council has 40 members and 5 committees.", "The council has 40 members.",
         (PARTLY, 0.5, 'The passage gives no figure for "5 committees".', ["5"], ["40"])),
        ("In Oru 312 suspects were held.", "In Bena, 270 suspects were held.",
         (SILENT, None, 'The passage gives no figure for "312 suspects".', ["312"], [])),
        ("The fair drew 5,000 visitors.", "About 5,200 visitors came to the fair in Oru.",
         (AGREES, 1.0, 'The passage bears out "5,000 visitors": "About 5,200 visitors came".',
          ["5,000"], ["About 5,200"])),
        ("9 people fell ill.", "9 villagers fell ill.",
         (AGREES, 1.0, 'The passage bears out "9 people fell ill": "9 villagers fell ill".', ["9"], ["9"])),
        ("15 workers died in the mill fire.",
         "12 workers died in the mill fire in spring. 19 workers died in the mill fire in autumn.",
         (SILENT, None, 'The passage gives no figure for "15 workers died".', ["15"], [])),
        ("Half of the tenants moved.", "40 per cent of the tenants moved.",
         (DIFFERS, 0.0, 'The claim says "Half of the tenants moved" where the passage says "40 per cent of '
                        'the tenants moved".',
          ["Half"], ["40 per cent"])),
        ("Between 5 and 7 boats sank.", "Nine boats sank.",
         (DIFFERS, 0.0, 'The claim says "5 and 7 boats sank" where the passage says "Nine boats sank".',
          ["5 and 7"], ["Nine"])),
        ("The mill is old.", "The mill employs 40 people.",
         (SILENT, None, "The claim gives no figures.", [], [])),
        ("The firm in Oru cut 12% of its junior staff last year.",
         "Last year 8% of staff left the firm in Oru, which cut costs. Sales grew by 12% in May.",
         (DIFFERS, 0.0, 'The claim says "12% of its junior staff last" where the passage says "8% of staff '
                        'left".',
          ["12%"], ["8%"])),
        ("Guards held 12 men in May and 30 men in June.", "Guards held 14 men in May.",
         (DIFFERS, 0.0, 'The claim says "12 men" where the passage says "14 men".',
          ["12", "30"], ["14", "14"])),
        ("40 came by ferry.", "In the north 40 sank.",
         (SILENT, None, 'The passage gives no figure for "40 came".', ["40"], [])),
        ("The fair in Oru drew 10 visitors.", "The fair in Oru drew 10 guests on Monday.",
         (AGREES, 1.0, 'The passage bears out "10 visitors": "10 guests".', ["10"], ["10"])),
        ("The fair in Oru drew about 5,000 visitors.", "The fair in Oru drew 5,000 guests on Monday.",
         (AGREES, 1.0, 'The passage bears out "about 5,000 visitors": "5,000 guests".',
          ["about 5,000"], ["5,000"])),
        ("The harbour board spent $5 million on cranes.", "The harbour board spent $100 million on cranes.",
         (DIFFERS, 0.0, 'The claim says "$5 million" where the passage says "$100 million".',
          ["$5 million"], ["$100 million"])),
        ("The harbour board spent $5 million on cranes.", "The harbour board spent $101 million on cranes.",
         (SILENT, None, 'The passage gives no figure for "$5 million".', ["$5 million"], [])),
        ("The fair in Oru drew 5,000 visitors.", "The fair in Oru drew 5,000 guests on Monday.",
         (AGREES, 1.0, 'The passage bears out "5,000 visitors": "5,000 guests".', ["5,000"], ["5,000"])),
        ("The fair in Oru drew 9 visitors.", "The fair in Oru drew 9 guests on Monday.",
         (SILENT, None, 'The passage gives no figure for "9 visitors".', ["9"], [])),
        ("The fair in Oru drew 5,000 visitors.", "On Monday 5,000 guests came.",
         (SILENT, None, 'The passage gives no figure for "5,000 visitors".', ["5,000"], [])),
        ("The fair in Oru drew over 5,000 visitors.", "The fair in Oru drew up to 5,000 guests.",
         (SILENT, None, 'The passage gives no figure for "over 5,000 visitors".', ["over 5,000"], [])),
        ("The school lost 5% of its pupils.", "The school lost 5% of its boys.",
         (AGREES, 1.0, 'The passage bears out "5% of its pupils": "5% of its boys".', ["5%"], ["5%"])),
        ("The firm cut 12% of its staff.", "The firm cut 8% of its boats.",
         (SILENT, None, 'The passage gives no figure for "12% of its staff".', ["12%"], [])),
        ("The bridge cost $5 million.", "Paid in full: $5 million.",
         (AGREES, 1.0, 'The passage bears out "$5 million": "$5 million".', ["$5 million"], ["$5 million"])),
        ("In Oru 312 suspects were held.", "There were raids in Oru. 270 suspects were held.",
         (DIFFERS, 0.0, 'The claim says "312 suspects" where the passage says "270 suspects".',
          ["312"], ["270"])),
        ("In Oru 312 suspects were held.", "There were raids in Bena. 270 suspects were held.",
         (SILENT, None, 'The passage gives no figure for "312 suspects".', ["312"], [])),
        ("63 citizens voted in Oru.", "70 residents voted in Oru.",
         (DIFFERS, 0.0, 'The claim says "63 citizens voted" where the passage says "70 residents voted".',
          ["63"], ["70"])),
        ("The firm in Oru cut 12% of its staff last year.",
         "Last year, the firm in Oru said, 8% of staff were cut. Sales grew by 12% in May.",
         (DIFFERS, 0.0, 'The claim says "12% of its staff last year" where the passage says "8% of staff".',
          ["12%"], ["8%"])),
        ("9 boats sank.", "4 ferries and 5 cutters sank.",
         (DIFFERS, 0.0, 'The claim says "9 boats sank" where the passage says "5 cutters sank".',
          ["9"], ["5"])),
        ("The fund paid $9 for it.", "The fund paid $4 and $5 for it.",
         (SILENT, None, 'The passage gives no figure for "$9".', ["$9"], [])),
        ("The fund paid $90 for it.", "The fund paid $40 and $50 for it.",
         (AGREES, 1.0, "\"$90\" is the sum of the passage's 40 + 50.", ["$90"], ["$40", "$50"])),
        ("The walls are 90 metres long.", "The walls are 40 metres and 50 metres long.",
         (SILENT, None, 'The passage gives no figure for "90 metres long".', ["90 metres"], [])),
        ("The fund paid $9 million for it.", "The fund paid $4 million and $5 million for it.",
         (AGREES, 1.0, "\"$9 million\" is the sum of the passage's 4,000,000 + 5,000,000.",
          ["$9 million"], ["$4 million", "$5 million"])),
        ("125 people were held.", "85 men and 40 women were held.",
         (AGREES, 1.0, "\"125 people\" is the sum of the passage's 85 + 40.", ["125"], ["85", "40"])),
        ("85 men and more than 40 women were held.", "125 people were held.",
         (SILENT, None, 'The passage gives no figure for "85 men" and "more than 40 women".',
          ["85", "more than 40"], [])),
        ("4 men and 5 women were held.", "9 people were held.",
         (SILENT, None, 'The passage gives no figure for "4 men" and "5 women".', ["4", "5"], [])),
        ("The firm paid $30 million.", "The firm paid $15 million in each of two years.",
         (AGREES, 1.0, "\"$30 million\" is 2 times the passage's \"$15 million\".",
          ["$30 million"], ["$15 million"])),
        ("The firm paid $30 million.", "The firm paid $2 million in each of 15 years.",
         (DIFFERS, 0.0, 'The claim says "$30 million" where the passage says "$2 million".',
          ["$30 million"], ["$2 million"])),
        ("The firm paid $24 million.", "The firm paid $2 million in each of 12 months.",
         (AGREES, 1.0, "\"$24 million\" is 12 times the passage's \"$2 million\".",
          ["$24 million"], ["$2 million"])),
        ("The firm sold 30 boats.", "The firm sold 10 boats in each of 3 years.",
         (AGREES, 1.0, "\"30 boats\" is 3 times the passage's \"10 boats\".", ["30"], ["10"])),
        ("The firm sold 31 boats.", "The firm sold 10 boats in each of 3 years.",
         (DIFFERS, 0.0, 'The claim says "31 boats" where the passage says "10 boats".', ["31"], ["10"])),
        ("80 people were held.", "A total of 80, of them 50 men and 30 women, were held.",
         (AGREES, 1.0, 'The passage bears out "80 people": "80".', ["80"], ["80"])),
        ("80 people were held.", "Police held 12 on Sunday; 50 men and 30 women on Monday.",
         (AGREES, 1.0, "\"80 people\" is the sum of the passage's 50 + 30.", ["80"], ["50", "30"])),
        ("The port has 5 cranes and 40 boats.", "The port has 6 cranes and 40 boats.",
         (DIFFERS, 0.0, 'The claim says "5 cranes" where the passage says "6 cranes".', ["5"], ["6"])),
        ("Crews saved 40 sailors.", "Crews saved 41 sailors from a boat. Crews saved 41 sailors.",
         (DIFFERS, 0.0, 'The claim says "40 sailors" where the passage says "41 sailors".', ["40"], ["41"])),
        ("Some 40 people and 12 dogs were saved.", "45 people and 12 dogs were saved.",
         (DIFFERS, 0.0, 'The claim says "Some 40 people" where the passage says "45 people".',
          ["Some 40"], ["45"])),
        ("Prices rose 5 percentage points.", "Prices rose 5 per cent.",
         (DIFFERS, 0.0, 'The claim says "5 percentage points" where the passage says "5 per cent".',
          ["5 percentage points"], ["5 per cent"])),
        ("Prices rose 5 percentage points.", "Prices rose 6 per cent.",
         (SILENT, None, 'The passage gives no figure for "5 percentage points".',
          ["5 percentage points"], [])),
    ],
)  # fmt: skip
def test_what_the_reader_is_told(claim: str, passage: str, expected: Told) -> None:
    assert told("figures", compare_figures(claim, passage), claim, passage) == expected


def test_what_is_left_over_is_no_rival_of_the_whole():
    passage = "Two of them took fees from the firm; the other seven authors took no fees."
    assert compare_figures("Two of its nine authors took fees.", passage).outcome is not Outcome.DIFFERS


@pytest.mark.parametrize(
    ("ours", "outcome"), [("2.8 points", Outcome.AGREES), ("3.1 points", Outcome.DIFFERS)]
)
def test_bare_points_may_be_percentage_points(ours, outcome):
    claim = f"The margin of error is {ours}."
    assert compare_figures(claim, "The margin of error is 2.8 percentage points.").outcome is outcome
