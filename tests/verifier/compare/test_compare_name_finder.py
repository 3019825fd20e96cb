"""Where names stand in a text."""

from __future__ import annotations

import pytest

from verifier.compare.name_finder import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Prime Minister Olga Berg met the World Grain Council in Oru.", "Olga Berg|World Grain Council|Oru"),
        ("“Olga Berg left,” said Mr. Hald.", "Olga Berg|Hald"),
        ("Dr. Ines Kruse-Holm sold it to van der Hald of Bena.", "Ines Kruse-Holm|Hald of Bena"),
        ("The University of Bena and the Bank of Oru closed.", "University of Bena|Bank of Oru"),
        ("They went to Bena of the many mills.", "Bena"),
        ("A. B. Berg wrote to J. Lund & Sons.", "B. Berg|J. Lund & Sons"),
        # What only opens a sentence is no name, unless it is written so elsewhere as well.
        ("Doctors left. Floods hit Oru. Rebuilding began.", "Oru"),
        ("Injured men left. Construction began. Payment came. Charity grew. Illness spread.", ""),
        ("The Farmers left.", ""),
        ("They saw Bena Of the many mills.", "Bena"),
        ("Quickly he left. Farmers paid. Cyclists came. Building stopped.", ""),
        ("However, Oru was dry. Later Hald came.", "Oru|Hald"),
        ("Rain is good in Bena. Bena has rain.", "Bena|Bena"),
        ("Hald came and Berg left.", "Hald|Berg"),
        ("The mill burned. WGC paid.", "WGC"),
        ("“Nations” met in Oru.", "Oru"),
        ("Chief Barnes spoke.", "Barnes"),
        # Neither months nor what ends one sentence and begins the next.
        ("On Monday in May Ines met June Holm.", "Ines|Holm"),
        ("He works for WGC. Later on Hald came.", "WGC|Hald"),
        ("Oru, Bena; Tarn and Belhaven", "Oru|Bena|Tarn|Belhaven"),
        ("Oru’s mayor and Bena's Mayor Hald", "Oru’s|Bena's Mayor Hald"),
        ("X and Y met.", ""),
        ("the boats left", ""),
    ],
)
def test_names(text: str, names: str) -> None:
    found = find_names(text)
    assert [n.text for n in found] == [n for n in names.split("|") if n]
    assert all(n.span.of(text) == n.text for n in found)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the mayor of Bena's sister Ines", ["bena", "ines"]),
        ("in the University of Bena", ["university", "bena"]),
        ("He met Dr Ines X Holm.", ["ines", "holm"]),
    ],
)  # fmt: skip
def test_telling_words_of_names(text: str, keys: list[str]) -> None:
    assert [key for name in find_names(text) for key in name.keys] == keys
