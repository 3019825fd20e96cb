"""Writes news of any length, the same at every run: what speed is measured on.

Sentences are put together from clauses, so that hardly one comes twice: a program that remembers what it has
read gains nothing here that it wouldn't gain on real news. Names are invented from syllables and drawn by
Zipf's law, so that some stand everywhere and most stand once. Each article has its own people, bodies and
places, and a source can be about one article: it names the same people, and tells some of its sentences
again, one in three of them with other figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

_SYLLABLES = (
    "al", "ben", "car", "dun", "ost", "far", "gel", "har", "ive", "jor", "kel", "lum", "mar", "nor", "pel",
    "ras", "sol", "tor", "ul", "vance", "wick", "zan",
)  # fmt: skip
_NAMES = 20_000


def _names() -> tuple[str, ...]:
    random = Random(0)
    made = dict.fromkeys("".join(random.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2 * _NAMES))
    return tuple(made)[:_NAMES]


NAMES = _names()
_WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, len(NAMES) + 1)))

_GIVEN = (
    "Mara", "Jonas", "Lucia", "Amir", "Greta", "Tobias", "Ines", "Pavel", "Noor", "Edda", "Samuel", "Yara",
    "Viktor", "Hanna", "Omar", "Ruth", "Emil", "Leyla", "Anton", "Clara",
)  # fmt: skip
_OFFICES = ("Transport", "Health", "Mines", "the Interior", "Labour", "Fisheries", "Housing", "Justice")
_GROUPS = ("Watch", "Action", "Tenants' Union", "Rights Monitor", "River Trust", "Workers' Alliance")
_MONTHS = ("January", "March", "April", "June", "September", "November")
_FOLK = (
    "nurses", "drivers", "families", "teachers", "inspectors", "farmers", "builders", "police officers",
    "fishermen", "shopkeepers", "tenants", "engineers", "students", "volunteers", "prison guards", "pilots",
)  # fmt: skip
_THINGS = (
    "ferries", "clinics", "schools", "bridges", "warehouses", "buses", "wells", "mines", "dams", "trawlers",
    "hostels", "tunnels", "markets", "courtrooms", "boats", "pipelines", "shelters", "lorries", "quarries",
    "libraries", "kitchens", "canals", "silos", "prisons", "orchards", "turbines", "archives", "kilns",
)  # fmt: skip
_KINDS = (
    "old", "unsafe", "public", "unlicensed", "wooden", "crowded", "flooded", "private", "new", "closed",
    "northern", "leased", "damaged", "unheated", "disputed", "promised",
)  # fmt: skip
_DID = (
    "had sold", "left", "rebuilt", "had searched", "refused to enter", "paid for", "lost", "had reported",
    "wanted to close", "guarded", "complained about", "had planned", "took over", "blocked", "photographed",
)  # fmt: skip
_DONE = (
    "closed", "inspected", "rebuilt", "sold", "reopened", "abandoned", "searched", "set on fire", "insured",
    "hidden from the auditors", "handed over", "measured", "paid for twice", "cleared", "fenced off",
)  # fmt: skip
_TAILS = (
    "", "", "", " in {place}", " on {day} {month}", " for {day} months", " without a permit",
    " at a cost of {money} million dollars", " before the winter", " after {day} weeks of talks",
    " while the council looked away", " near the border with {place}", " in less than {day} hours",
    " because no money was left", " although {n} {folk} had signed a letter",
    " under an order of {day} {month}",
)  # fmt: skip

SENTENCES = (
    "{clause}.",
    "{clause}.",
    "{clause}, and {clause}.",
    "Residents of {place} waited for the {things} on {day} {month}.",
    "{clause}, according to {ministry}.",
    "{clause}, a report by {group} found.",
    "{person}, who speaks for {ministry}, said that {clause}.",
    "{group} accused {ministry} of hiding the state of {n} {things} in {place}.",
    "{ministry} denied that {clause}, and said an inquiry would report in {day} days.",
    "“{clause},” said {person}, a lawyer from {place}.",
    "“{clause},” {surname} told reporters. “{clause}.”",
    "{person} said that “{clause}”.",
    "{surname} called the {things} in {place} “a danger to {n} {folk}”.",
    "A senior official, who asked not to be named, said {clause}.",
    "The report said that {clause}.",
    "{group} estimates that {clause}.",
    "In {place}, {n} people signed a letter against the {things}, {ministry} confirmed.",
    "Asked about the {things}, {surname} replied: “{clause}.”",
)
_CLAUSES = (
    "{n} {folk} {did} the {kind} {things}",
    "{folk} from {place} {did} {n} {things}",
    "the {folk} of {place} {did} the {kind} {things}",
    "most {folk} {did} the {kind} {things} of the {folk}",
    "{n} of the {kind} {things} were {done}",
    "the {kind} {things} in {place} had been {done}",
    "the {kind} {things} of {place} would be {done}",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a piece of news is about."""

    people: tuple[tuple[str, str], ...]
    ministry: str
    groups: tuple[str, ...]
    places: tuple[str, ...]

    @classmethod
    def drawn(cls, random: Random, size: int = 4) -> Cast:
        """A cast of so many people and places."""
        names = random.choices(NAMES, cum_weights=_WEIGHTS, k=3 * size)
        return cls(
            people=tuple((random.choice(_GIVEN), name) for name in names[:size]),
            ministry=f"the Ministry of {random.choice(_OFFICES)} of {names[-1]}",
            groups=tuple(f"{n} {random.choice(_GROUPS)}" for n in names[-3:-1]),
            places=tuple(names[size : 2 * size]),
        )


def sentence(random: Random, cast: Cast) -> str:
    """One sentence of invented news about `cast`."""
    return _capitals(_filled(random.choice(SENTENCES), random, cast))


def _filled(template: str, random: Random, cast: Cast) -> str:
    return re.sub(r"{(\w+)}", lambda slot: _SLOTS[slot[1]](random, cast), template)


_SLOTS: dict[str, Callable[[Random, Cast], str]] = {
    "clause": lambda random, cast: _filled(random.choice(_CLAUSES) + random.choice(_TAILS), random, cast),
    "person": lambda random, cast: " ".join(random.choice(cast.people)),
    "surname": lambda random, cast: random.choice(cast.people)[1],
    "ministry": lambda _, cast: cast.ministry,
    "group": lambda random, cast: random.choice(cast.groups),
    "place": lambda random, cast: random.choice(cast.places),
    "n": lambda random, _: f"{random.randrange(12, 9000):,}",
    "day": lambda random, _: str(random.randrange(2, 29)),
    "money": lambda random, _: str(random.randrange(2, 60)),
    "month": lambda random, _: random.choice(_MONTHS),
    "folk": lambda random, _: random.choice(_FOLK),
    "things": lambda random, _: random.choice(_THINGS),
    "kind": lambda random, _: random.choice(_KINDS),
    "did": lambda random, _: random.choice(_DID),
    "done": lambda random, _: random.choice(_DONE),
}


def _capitals(text: str) -> str:
    """The first letter of the sentence, and of each quotation that is a sentence, as a capital."""
    return re.sub(r"(?:^“?|[.:] “)[a-z]", lambda first: first.group().upper(), text)


def _told(seed: int) -> Iterator[str]:
    """The sentences of the article of this seed, without end."""
    random = Random(seed)
    cast = Cast.drawn(random)
    while True:
        yield sentence(random, cast)


def _paragraphs(words: int, sentences: Iterator[str]) -> Iterator[str]:
    written = 0
    while written < words:
        paragraph = " ".join(next(sentences) for _ in range(3))
        written += len(paragraph.split())
        yield paragraph


def article(words: int, *, seed: int) -> str:
    """A news article in Markdown of at least `words` words; the same for the same `seed`."""
    random = Random(f"head {seed}")
    headline = f"# {random.choice(NAMES)} argues over its {random.choice(_THINGS)}"
    return "\n\n".join([headline, *_paragraphs(words, _told(seed))]) + "\n"


def source(words: int, *, seed: int, about: int | None = None) -> str:
    """A source of at least `words` words in Markdown, with title, publisher and date; the same for `seed`.

    Args:
        words: its least length.
        seed: what it is made from; no article has its sentences.
        about: the seed of an article of which every other sentence speaks; None for one of no article.
    """
    random = Random(f"source {seed}")
    head = (
        f"---\ntitle: Notes on {random.choice(NAMES)}, number {seed}\npublisher: Harbour Wire {seed % 7}\n"
        f"date: 2026-03-{random.randrange(10, 29)}\nurl: https://wire{seed % 7}.example/{seed}\n---\n"
    )
    return "\n\n".join([head, *_paragraphs(words, _retold(random, about))]) + "\n"


def _retold(random: Random, about: int | None) -> Iterator[str]:
    told = _told(about) if about is not None else None
    cast = Cast.drawn(Random(about) if about is not None else random)
    while True:
        if told is not None and random.random() < 0.5:
            again = next(told)
            yield again if random.random() < 2 / 3 else _with_other_figures(again)
        else:
            yield sentence(random, cast)


def _with_other_figures(text: str) -> str:
    return re.sub(r"\d[\d,]*\d\d", lambda figure: f"{int(figure[0].replace(',', '')) + 9:,}", text)
