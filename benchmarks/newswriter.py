"""Writes news of any length, the same at every run: what speed is measured on."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

PLACES = ("Aldport", "Brenwick", "Carrow", "Dunlea", "Eastmere", "Farholm", "Glenby", "Harsk")
PEOPLE = ("Mara Ellison", "Jonas Pratt", "Lucia Ferrand", "Amir Solano", "Greta Vance", "Tobias Kerr")
MINISTRIES = ("the Ministry of Transport", "the Interior Ministry", "the Ministry of Health")
GROUPS = ("the Open Harbours Campaign", "Clean Streets Watch", "the Tenants' Union")
OBJECTS = ("ferries", "clinics", "schools", "bridges", "warehouses", "buses")
ACTS = ("closed", "inspected", "rebuilt", "sold", "reopened")

SENTENCES = (
    "Officials {act} {n} {things} in {place} on {day} March after a week of talks.",
    "“We will not wait until the {things} fall apart,” said {person}, who speaks for {ministry}.",
    "The decision cost {m} million dollars, according to {ministry}.",
    "{group} accused {ministry} of hiding the state of {n} {things} in {place}.",
    "{person} said that “more than {n} families in {place} have no other way to work”.",
    "Residents of {place} waited in line for the {things} on {day} March.",
    "The ministry denied the accusation and said an inquiry would report in {day} days.",
    "In {place}, {n} people signed a letter against the plan.",
    "The report found that {n} of the {things} in {place} had not been checked for {day} months.",
    "A senior official said the {things} would be {act} by the summer.",
)


def _fill(template: str, random: Random) -> str:
    sentence = template.format(
        act=random.choice(ACTS),
        n=random.randrange(12, 900),
        m=random.randrange(2, 60),
        day=random.randrange(2, 29),
        things=random.choice(OBJECTS),
        place=random.choice(PLACES),
        person=random.choice(PEOPLE),
        ministry=random.choice(MINISTRIES),
        group=random.choice(GROUPS),
    )
    return sentence[0].upper() + sentence[1:]


def _paragraphs(words: int, random: Random) -> Iterator[str]:
    written = 0
    while written < words:
        paragraph = " ".join(_fill(random.choice(SENTENCES), random) for _ in range(3))
        written += len(paragraph.split())
        yield paragraph


def article(words: int, *, seed: int) -> str:
    """A news article in Markdown of at least `words` words; the same for the same `seed`."""
    random = Random(seed)
    headline = f"# {random.choice(PLACES)} argues over its {random.choice(OBJECTS)}"
    return "\n\n".join([headline, *_paragraphs(words, random)]) + "\n"


def source(words: int, *, seed: int) -> str:
    """A source of at least `words` words in Markdown, with title, publisher and date; the same for `seed`."""
    random = Random(seed)
    head = (
        f"---\ntitle: Notes on {random.choice(PLACES)}, number {seed}\npublisher: Harbour Wire {seed % 7}\n"
        f"date: 2026-03-{random.randrange(10, 29)}\nurl: https://wire{seed % 7}.example/{seed}\n---\n"
    )
    return "\n\n".join([head, *_paragraphs(words, random)]) + "\n"
