"""What number words, scales, units, currencies and approximators mean, and how figures are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.compare.words import listed, stem

_SMALL = {
    w: float(n)
    for n, w in enumerate(
        listed("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
""")
    )
}
_TENS = {
    w: 10.0 * n
    for n, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_VALUES = _SMALL | _TENS
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0,
}  # fmt: skip

# Tried in this order, so that "no more than" is not read as "more than". Values are those of `Bound`.
BOUNDS: tuple[tuple[str, str], ...] = (
    (r"just under", "nearly"),
    (r"just over", "about"),
    (r"no more than|not more than|at most|up to|as many as|as much as|a maximum of", "at most"),
    (r"no fewer than|no less than|not less than|at least|a minimum of|upwards? of", "at least"),
    (r"more than|over|above|exceeding|in excess of|greater than|older than", "more than"),
    (r"fewer than|less than|younger than|under|below|short of", "less than"),
    (r"nearly|almost|close to|approaching", "nearly"),
    (r"about|around|some|roughly|approximately|approx\.?|circa|an estimated|estimated|~", "about"),
)
AFTER_BOUND: tuple[tuple[str, str], ...] = (
    (" or more", "at least"),
    (" or so", "about"),
    (" or fewer", "at most"),
)

FRACTIONS = {
    "(?:one[ -])?half": 50.0, "a quarter": 25.0, "one[ -]quarter": 25.0, "three[ -]quarters": 75.0,
    "a third": 100 / 3, "one[ -]third": 100 / 3, "two[ -]thirds": 200 / 3, "a fifth": 20.0,
    "one[ -]fifth": 20.0,
    "two[ -]fifths": 40.0, "three[ -]fifths": 60.0, "four[ -]fifths": 80.0, "a tenth": 10.0,
    "one[ -]tenth": 10.0,
}  # fmt: skip

# Longest first, so that "tens of thousands" is not read as "thousands".
VAGUE = {
    "hundreds of thousands": (1e5, 999_999.0), "tens of thousands": (1e4, 99_999.0),
    "hundreds of millions": (1e8, 1e9), "tens of millions": (1e7, 1e8), "dozens": (20.0, 199.0),
    "(?<!of )hundreds(?! of thousands| of millions)": (150.0, 1_999.0),
    "(?<!of )(?<![0-9] )thousands": (1_500.0, 19_999.0),
    "(?<!of )(?<![0-9] )millions": (1.5e6, 1.5e8),
    "(?<![0-9] )billions": (1.5e9, 1e12),
}  # fmt: skip

CURRENCY_SIGNS = {
    "$": "usd", "US$": "usd", "A$": "aud", "C$": "cad", "NZ$": "nzd", "HK$": "hkd", "S$": "sgd", "£": "gbp",
    "€": "eur", "¥": "jpy", "₹": "inr", "฿": "thb", "៛": "khr",
}  # fmt: skip
CURRENCY_SIGNS |= {f"{p}{s}": CURRENCY_SIGNS[s] for p in ("US", "A", "C", "NZ", "HK", "S") for s in "£€¥₹฿៛"}
#: Codes that stand before a sum: "EUR 4.1 billion".
CURRENCY_CODES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RUB", "INR", "THB",
    "KHR", "AUD", "CAD", "NZD", "HKD", "SGD", "ZAR", "KES", "NGN", "BRL", "MXN", "TRY", "UAH",
)  # fmt: skip
CURRENCY_SIGNS |= {code: code.lower() for code in CURRENCY_CODES}
CURRENCY_WORDS = {
    "dollar": "usd", "dollars": "usd", "us dollars": "usd", "usd": "usd", "euro": "eur", "euros": "eur",
    "eur": "eur", "pounds": "gbp", "gbp": "gbp", "yen": "jpy", "yuan": "cny", "rupees": "inr", "baht": "thb",
    "riel": "khr", "riels": "khr", "roubles": "rub", "rubles": "rub", "francs": "chf", "kronor": "sek",
    "zlotys": "pln", "zloty": "pln", "koruna": "czk", "forints": "huf", "hryvnias": "uah", "shillings": "kes",
    "naira": "ngn", "rand": "zar",
}  # fmt: skip

UNITS: dict[str, tuple[str, float]] = {}
for _dimension, _factor, _names in (
    ("length", 1000.0, "km kilometer kilometers kms"), ("length", 1609.344, "mile miles mi"),
    ("length", 1.0, "meter meters"), ("length", 0.3048, "foot feet ft"), ("length", 0.01,
    "cm centimeter centimeters"),
    ("mass", 1.0, "kg kilogram kilograms kilo kilos"), ("mass", 1000.0, "tonne tonnes"),
    ("mass", 907.185, "ton tons"), ("mass", 0.45359, "lb lbs"), ("mass", 0.001, "gram grams"),
    ("area", 1e4, "hectare hectares ha"), ("area", 4046.86, "acre acres"),
    ("area", 1e6, "square_kilometers sq_km"), ("area", 2.58999e6, "square_miles"),
    ("volume", 1.0, "liter liters"), ("power", 1.0, "megawatt megawatts mw"), ("power", 1000.0,
    "gigawatts gw"),
    ("hours", 1.0, "hour hours"), ("hours", 1 / 60, "minute minutes"), ("days", 1.0, "day days"),
    ("days", 7.0, "week weeks"), ("months", 1.0, "month months"), ("months", 12.0, "year years"),
):  # fmt: skip
    for _name in _names.split():
        UNITS[_name.replace("_", " ")] = (_dimension, _factor)

LABELS = frozenset(
    listed("""
    article section chapter no nos number flight route highway unit resolution page pages figure
    bill table room season episode group grade division phase act part volume issue channel area level
    type version season line bus platform decree clause paragraph title apollo windows interstate
""")
)

SYNONYMS: dict[str, str] = {}
for _group in (
    "person citizen national resident inhabitant human individual", "die kill fatality victim casualty lose",
    "arrest detain detention apprehend", "injure wound hurt injury", "worker employee staff labourer",
    "child kid minor", "home house household", "suspect detainee", "soldier troop", "policeman officer",
    "company firm business", "city town", "vote ballot", "job post",
    "phone telephone mobile handset cellphone smartphone", "car automobile", "lorry truck", "ship vessel",
    "plane aircraft airplane", "doctor physician", "lawyer attorney", "student pupil",
    "flat apartment", "gun firearm", "protester demonstrator", "refugee asylum-seeker",
):  # fmt: skip
    for _word in _group.split():
        SYNONYMS[stem(_word)] = stem(_group.split()[0])

# What happens to people stands for the people: "63 detained", "12 dead".
OF_PEOPLE = frozenset(
    SYNONYMS.get(stem(w), stem(w))
    for w in listed(
        "arrested killed injured rescued displaced evacuated deported jailed missing hospitalised freed"
    )
)

# (?a:...), because in any case an "s" is also a long "ſ", and an "i" a Turkish one, which no table has.
_SCALE = r"(?a:hundred|thousand|million|billion|trillion|bn|mn|tn|m|k|b)"
# Extracted text may hold a space inside a figure: "30, 000 people", "98. 7 per cent".
_FIGURE = r"\d{1,3}(?:,\d{3}|, 000)+(?:\.\d+)?|\d+(?:\.\d+|\. \d+(?=\s?(?:%|per\s?cent|[mb]illion)))?"
_CURRENCY = rf"(?:US|A|C|NZ|HK|S)?[$£€¥₹฿៛]|(?-i:\b(?:{'|'.join(CURRENCY_CODES)})(?=\s))"
DIGITS = re.compile(
    rf"(?P<sign>{_CURRENCY})?\s?[-−]?(?<![\w.,])(?P<n>{_FIGURE})"
    rf"(?P<plus>\+)?(?:[\s-]?(?P<scale>{_SCALE})\b)?(?P<pct>\s?%)?",
    re.IGNORECASE,
)
_NUMBER_WORD = (
    r"(?a:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million"
    r"|billion|trillion|dozen)"
)
WORDS = re.compile(
    rf"\b(?:(?:a|an)\s+(?=hundred|thousand|million|billion|trillion|dozen)|half\s+a\s+(?=million|billion|dozen))?"
    rf"{_NUMBER_WORD}(?:(?:[\s-]+and[\s-]+|[\s-]+){_NUMBER_WORD})*\b",
    re.IGNORECASE,
)
NOT_QUANTITIES = re.compile(
    r"\b\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\b\.?)|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{4}\s?(?:GMT|hrs)\b"
    r"|\+\d[\d\s().-]{7,}\d|\b\d{3}[-. ]\d{3,4}[-. ]\d{4}\b|\b\d+(?:st|nd|rd|th)\b|\b[A-Za-z]+-\d+\b|\bhttps?://\S+"
    r"|\b\d{1,2}[-–]\d{1,2}(?=\s+(?:win|defeat|loss|draw|victory|lead))|(?:#|№)\s?\d+",
    re.IGNORECASE,
)


def words_to_number(parts: Sequence[str]) -> float | None:
    """The value of number words in a row ("two hundred and six"), or None where they are not one number."""
    total, current = 0.0, 0.0
    seen = ""
    for part in parts:
        if part in ("a", "an", "and"):
            continue
        if part == "half":
            current = 0.5
        elif part in _VALUES:
            # "five six" or "twenty thirty" are two numbers, not one.
            if seen == "small" or (seen == "tens" and (part in _TENS or _SMALL[part] > 9)):
                return None
            current += _VALUES[part]
            seen = "tens" if part in _TENS else "small"
            continue
        elif part in ("hundred", "dozen"):
            current = (current or 1.0) * SCALES[part]
        elif part in SCALES:
            total += (current or 1.0) * SCALES[part]
            current = 0.0
        else:
            return None
        seen = ""
    return total + current
