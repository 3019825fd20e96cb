"""Quantities as texts give them: how much or how many, of what, and how exactly."""

from __future__ import annotations

import pytest

from verifier.compare.quantities import find_quantities

Given = tuple[str, str, float, float, float, str, str, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The figure, with what is counted, its low and high end, the place of its last digit; what it counts.
        ("more than 1,000 suspects",
         [("more than 1,000", "more than 1,000 suspects", 1000, 1000, 1, "more than", "count", "suspect")]),
        ("one hundred and forty-one boats",
         [("one hundred and forty-one", "one hundred and forty-one boats",
           141, 141, 1, "exact", "count", "boat")]),
        ("they came one by one", []),
        ("the one-one draw", []),
        ("the first 5-7 million voters came",
         [("5-7 million", "5-7 million voters came",
           5000000, 7000000, 1000000, "range", "count", "voter com")]),
        ("5 to 7 boats", [("5 to 7", "5 to 7 boats", 5, 7, 1, "range", "count", "boat")]),
        ("between 50 and 60 boats",
         [("50 and 60", "50 and 60 boats", 50, 60, 1, "range", "count", "boat")]),
        ("50 and 60 boats",
         [("50", "50", 50, 50, 1, "exact", "count", ""),
          ("60", "60 boats", 60, 60, 1, "exact", "count", "boat")]),
        ("between £50 and £60", [("£50 and £60", "£50 and £60", 50, 60, 1, "range", "money:gbp", "")]),
        ("5 and 7 million voters",
         [("5", "5", 5, 5, 1, "exact", "count", ""),
          ("7 million", "7 million voters", 7000000, 7000000, 1000000, "exact", "count", "voter")]),
        ("from 5 to 7 per cent", [("5 to 7 per cent", "5 to 7 per cent", 5, 7, 1, "range", "percent", "")]),
        ("1.2 million voters",
         [("1.2 million", "1.2 million voters", 1200000, 1200000, 100000, "exact", "count", "voter")]),
        ("$5m", [("$5m", "$5m", 5000000, 5000000, 1000000, "exact", "money:usd", "")]),
        ("5m people", [("5m", "5m people", 5000000, 5000000, 1000000, "exact", "count", "person")]),
        ("$3 b", [("$3 b", "$3 b", 3000000000, 3000000000, 1000000000, "exact", "money:usd", "")]),
        ("5k runners", [("5k", "5k runners", 5000, 5000, 1000, "exact", "count", "runner")]),
        ("US$3.5bn in loans",
         [("US$3.5bn", "US$3.5bn", 3500000000, 3500000000, 100000000, "exact", "money:usd", "")]),
        ("A$3 million",
         [("A$3 million", "A$3 million", 3000000, 3000000, 1000000, "exact", "money:aud", "")]),
        ("NZ£40", [("NZ£40", "NZ£40", 40, 40, 1, "exact", "money:gbp", "")]),
        ("฿300", [("฿300", "฿300", 300, 300, 1, "exact", "money:thb", "")]),
        ("5 million dollars",
         [("5 million dollars", "5 million dollars", 5000000, 5000000, 1000000, "exact", "money:usd", "")]),
        ("12 us dollars", [("12 us dollars", "12 us dollars", 12, 12, 1, "exact", "money:usd", "")]),
        ("40 Euros", [("40 Euros", "40 Euros", 40, 40, 1, "exact", "money:eur", "")]),
        ("10 km of pipe", [("10 km", "10 km of pipe", 10000, 10000, 1000, "exact", "length", "pip")]),
        ("10 kilometres of new pipe",
         [("10 kilometres", "10 kilometres of new pipe", 10000, 10000, 1000, "exact", "length", "pip")]),
        ("3 square kilometres of land",
         [("3 square kilometres", "3 square kilometres of land",
           3000000, 3000000, 1000000, "exact", "area", "land")]),
        ("4 hectares", [("4 hectares", "4 hectares", 40000, 40000, 10000, "exact", "area", "")]),
        ("2.5 kg", [("2.5 kg", "2.5 kg", 2.5, 2.5, 0.1, "exact", "mass", "")]),
        ("3 weeks", [("3 weeks", "3 weeks", 21, 21, 7, "exact", "days", "")]),
        ("6 months", [("6 months", "6 months", 6, 6, 1, "exact", "months", "")]),
        ("90 minutes", [("90 minutes", "90 minutes", 1.5, 1.5, 0.016667, "exact", "hours", "")]),
        ("a 14-year-old pilot", [("14", "14-year-old pilot", 14, 14, 1, "exact", "age", "year old pilot")]),
        ("14 year old pilots", [("14", "14 year old pilots", 14, 14, 1, "exact", "age", "year old pilot")]),
        ("children aged 14", [("14", "14", 14, 14, 1, "exact", "age", "")]),
        ("the age of 14", [("14", "14", 14, 14, 1, "exact", "age", "")]),
        ("14 years", [("14 years", "14 years", 168, 168, 12, "exact", "months", "")]),
        ("2.5 percentage points",
         [("2.5 percentage points", "2.5 percentage points", 2.5, 2.5, 0.1, "exact", "points", "")]),
        ("3 per cent points", [("3 per cent points", "3 per cent points", 3, 3, 1, "exact", "points", "")]),
        ("40 per cent of tenants",
         [("40 per cent", "40 per cent of tenants", 40, 40, 1, "exact", "percent", "tenant")]),
        ("40% of the tenants", [("40%", "40% of the tenants", 40, 40, 1, "exact", "percent", "tenant")]),
        ("some 40 new fishing boats, of them",
         [("some 40", "some 40 new fishing boats", 40, 40, 1, "about", "count", "fish boat")]),
        ("40 of the new grey fishing boats sank",
         [("40", "40 of the new grey fishing boats", 40, 40, 1, "exact", "count", "gray fish boat")]),
        ("12 more boats", [("12", "12 more boats", 12, 12, 1, "exact", "count", "boat")]),
        ("12 said so", [("12", "12", 12, 12, 1, "exact", "count", "")]),
        ("50 or more boats", [("50 or more", "50 or more boats", 50, 50, 1, "at least", "count", "boat")]),
        ("50 or so boats", [("50 or so", "50 or so boats", 50, 50, 1, "about", "count", "boat")]),
        ("50 or fewer boats",
         [("50 or fewer", "50 or fewer boats", 50, 50, 1, "at most", "count", "boat")]),
        ("50+ boats", [("50+", "50+ boats", 50, 50, 1, "at least", "count", "boat")]),
        ("no more than 50 old boats",
         [("no more than 50", "no more than 50 old boats", 50, 50, 1, "at most", "count", "old boat")]),
        ("not less than 50",
         [("not less than 50", "not less than 50", 50, 50, 1, "at least", "count", "")]),
        ("as many as the 50 boats",
         [("as many as the 50", "as many as the 50 boats", 50, 50, 1, "at most", "count", "boat")]),
        ("just under 50 boats",
         [("just under 50", "just under 50 boats", 50, 50, 1, "nearly", "count", "boat")]),
        ("close to a 50 boats",
         [("close to a 50", "close to a 50 boats", 50, 50, 1, "nearly", "count", "boat")]),
        ("(about 50) boats", [("about 50", "about 50", 50, 50, 1, "about", "count", "")]),
        ("more than about 50 boats", [("about 50", "about 50 boats", 50, 50, 1, "about", "count", "boat")]),
        ("whereabouts 50 boats", [("50", "50 boats", 50, 50, 1, "exact", "count", "boat")]),
        ("twenty-five thousand votes",
         [("twenty-five thousand", "twenty-five thousand votes",
           25000, 25000, 1, "exact", "count", "vot")]),
        ("three hundred and six houses",
         [("three hundred and six", "three hundred and six houses",
           306, 306, 1, "exact", "count", "hous")]),
        ("two million and five voters",
         [("two million and five", "two million and five voters",
           2000005, 2000005, 1000000, "exact", "count", "voter")]),
        ("half a million voters",
         [("half a million", "half a million voters", 500000, 500000, 100000, "exact", "count", "voter")]),
        ("half a dozen eggs", [("half a dozen", "half a dozen eggs", 6, 6, 1, "exact", "count", "egg")]),
        ("a hundred and one goats",
         [("a hundred and one", "a hundred and one goats", 101, 101, 1, "exact", "count", "goat")]),
        ("an hundred goats", [("an hundred", "an hundred goats", 100, 100, 1, "exact", "count", "goat")]),
        ("one or two boats", [("two", "two boats", 2, 2, 1, "exact", "count", "boat")]),
        ("half of the tenants", [("half", "half of the tenants", 50, 50, 2, "exact", "percent", "tenant")]),
        ("two-thirds of the votes",
         [("two-thirds", "two-thirds of the votes", 66.666667, 66.666667, 2, "exact", "percent", "vot")]),
        ("one-third the votes",
         [("one-third", "one-third the votes", 33.333333, 33.333333, 2, "exact", "percent", "vot")]),
        ("a quarter of households",
         [("a quarter", "a quarter of households", 25, 25, 2, "exact", "percent", "household")]),
        ("dozens of boats", [("dozens", "dozens of boats", 20, 199, 1, "range", "count", "boat")]),
        ("tens of thousands of men",
         [("tens of thousands", "tens of thousands of men", 10000, 99999, 1, "range", "count", "man")]),
        ("hundreds of thousands of votes",
         [("hundreds of thousands", "hundreds of thousands of votes",
           100000, 999999, 1, "range", "count", "vot")]),
        ("hundreds of votes", [("hundreds", "hundreds of votes", 150, 1999, 1, "range", "count", "vot")]),
        ("30, 000 boats", [("30, 000", "30, 000 boats", 30000, 30000, 1, "exact", "count", "boat")]),
        ("98. 7 per cent of tenants",
         [("98. 7 per cent", "98. 7 per cent of tenants", 98.7, 98.7, 0.1, "exact", "percent", "tenant")]),
        ("98. 7 tenants",
         [("98", "98", 98, 98, 1, "exact", "count", ""),
          ("7", "7 tenants", 7, 7, 1, "exact", "count", "tenant")]),
        ("12 boats (40 crew)",
         [("12", "12 boats", 12, 12, 1, "exact", "count", "boat"),
          ("40", "40 crew", 40, 40, 1, "exact", "count", "crew")]),
        ("Article 5 and 5 articles", [("5", "5 articles", 5, 5, 1, "exact", "count", "articl")]),
        ("12 boats and 40 cranes",
         [("12", "12 boats", 12, 12, 1, "exact", "count", "boat"),
          ("40", "40 cranes", 40, 40, 1, "exact", "count", "cran")]),
        ("12 boats; 40 were lost",
         [("12", "12 boats", 12, 12, 1, "exact", "count", "boat"),
          ("40", "40", 40, 40, 1, "exact", "count", "")]),
        ("12 – and no more", [("12", "12", 12, 12, 1, "exact", "count", "")]),
        ("$5 for 3 boats",
         [("$5", "$5", 5, 5, 1, "exact", "money:usd", ""),
          ("3", "3 boats", 3, 3, 1, "exact", "count", "boat")]),
        ("3-5 boats per 10 men",
         [("3-5", "3-5 boats", 3, 5, 1, "range", "count", "boat"),
          ("10", "10 men", 10, 10, 1, "exact", "count", "man")]),
    ],
)  # fmt: skip
def test_quantities(text: str, expected: list[Given]) -> None:
    found = []
    for q in find_quantities(text):
        low, high, step = (round(n, 6) for n in (q.low, q.high, q.step))
        nouns = " ".join(q.nouns)
        found.append((q.span.of(text), q.text, low, high, step, q.bound.value, q.dimension, nouns))
    assert found == expected


def test_words_around_a_quantity_tell_what_it_is_about() -> None:
    text = "In Oru the guild of bakers, which met on Friday, paid 300 euros for the 12 old ovens of the mill."
    paid, ovens = find_quantities(text)
    assert paid.near == {"guild", "baker", "meet", "friday", "pay", "euro", "old", "oven"}
    assert ovens.near == {"meet", "friday", "pay", "euro", "old", "oven", "mill"}


def test_the_first_word_is_among_those_around() -> None:
    (men,) = find_quantities("Guards held 85 men.")
    assert men.near == {"guard", "hold", "man"}


@pytest.mark.parametrize("text", ["ſix men", "sıx men", "FİVE men", "half a mıllıon men"])
def test_a_number_word_with_a_letter_of_another_alphabet_is_none(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_scale_with_a_letter_of_another_alphabet_is_none() -> None:
    (men,) = find_quantities("5 thouſand men")
    assert men.low == 5


def test_a_number_that_no_float_and_no_decimal_holds_is_no_quantity() -> None:
    assert find_quantities("9" * 1_000_001) == ()


def test_a_measure_behind_a_word_for_a_label_is_a_quantity() -> None:
    assert [q.text for q in find_quantities("They left the group 18 kilometres from there.")] == [
        "18 kilometres"
    ]
    assert find_quantities("They belong to group 18 of the list.") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales fell 19% to 4.1 billion euros.", [(19, 19, "percent"), (4.1e9, 4.1e9, "money:eur")]),
        ("The result was EUR -210 million.", [(2.1e8, 2.1e8, "money:eur")]),
        ("They try 40 men.", [(40, 40, "count")]), ("It rose 5% to 7%.", [(5, 7, "percent")]),
        ("The aid was 48 million zlotys.", [(4.8e7, 4.8e7, "money:pln")]),
    ],
)  # fmt: skip
def test_currencies_and_shares(text: str, found: list[tuple[float, float, str]]) -> None:
    assert [(q.low, q.high, q.dimension) for q in find_quantities(text)] == found
