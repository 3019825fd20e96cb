"""Word lists of the changes to sentences: what means the same, and what does not."""

from __future__ import annotations

from verifier.compare.opposites import ANTONYM_PAIRS
from verifier.compare.words import listed

# Under these, leaving a modifier out can make a true sentence false.
NARROWING = frozenset(
    listed("""
    not n't n’t no never none nobody nothing neither nor only all every each any most least without few
    fewer first last hardly cannot if unless
""")
)
CONDITIONS = frozenset(listed("if unless until provided except although though without whether than"))
HEDGES = frozenset(listed("may might could reportedly allegedly likely possibly probably apparently perhaps"))
DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = listed("""
    January February March April May June July August September October November December
""")
SCALES = listed("hundred thousand million billion trillion")
NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50",
}  # fmt: skip
DIGITS = {digits: word for word, digits in NUMBERS.items()}
QUANTIFIERS = {
    "some": "all", "most": "all", "many": "few", "several": "all", "few": "many", "more": "less",
    "less": "more", "fewer": "more", "least": "most", "over": "under", "under": "over", "nearly": "over",
    "first": "second", "second": "third", "last": "first", "half": "all", "all": "few", "only": "not only",
    "always": "never", "never": "always", "up": "down", "down": "up", "before": "after", "after": "before",
}  # fmt: skip
_ALIKE = """
said stated, say state, says states, told informed, killed slain, began started, begin start, ended finished,
bought purchased, buy purchase, got received, helped assisted, help assist, asked requested, showed indicated,
show indicate, shows indicates, large big, huge enormous, attempt try, tried attempted, however nevertheless,
near close to, about approximately, roughly approximately, nearly almost, also additionally, children kids,
film movie, car vehicle, doctor physician, quickly rapidly, often frequently, needs requires, needed required,
ordered instructed, chose selected, allowed permitted, allow permit, stopped halted, stop halt,
declined refused, hurt injured, wounded injured, town municipality, government administration, answer reply,
answered replied, wants desires, gave provided, give provide, gives provides, increased grew, dropped fell,
decreased fell, won secured, created established, built constructed, build construct, because since,
although though, while whereas, many numerous, several various, important significant, main principal,
whole entire, attorney lawyer, company firm, companies firms, jobs positions, officials authorities,
police officers, plan proposal, agreement deal, meeting gathering, criticized condemned, criticised condemned,
praised commended, approved endorsed, backed supported, probe investigation, called named, happened occurred,
happen occur, keep retain, kept retained, left departed, arrived came, resigned stepped down,
announced declared, revealed disclosed, noted remarked, warned cautioned, urged pressed
"""
_UNLIKE = """
supported opposed, supports opposes, confirmed denied, accepted rejected, rose fell, increased decreased,
increase decrease, grew shrank, won lost, allowed banned, approved rejected, opened closed, began ended,
started stopped, entered left, hired fired, arrested released, freed jailed, strengthened weakened,
joined left, agreed refused, praised criticized, praised criticised, welcomed condemned, raised lowered,
bought sold, gained lost, higher lower, rising falling, more less, old new, young old, strong weak,
success failure, best worst, largest smallest, good bad, same different, public private, safe dangerous,
easy difficult, attacked defended, accused cleared, built destroyed, remembered forgot, included excluded,
loved hated, passed failed, succeeded failed, men women, man woman, male female, he she, his her,
husband wife, father mother, son daughter, brother sister, north south, northern southern, east west,
eastern western, major minor, domestic foreign, local national, rich poor, likely unlikely, legal illegal,
guilty innocent, true false, high low, early late, morning evening, summer winter, survived died, alive dead,
doubled halved, borrowed lent, arrived left, democratic republican, democrats republicans,
democrat republican, liberal conservative, military civilian, teacher student, parents children,
teachers students, doctors patients, winter summer
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    lines = (pair.split(None, 1) for pair in text.replace("\n", " ").split(","))
    return [(one, other.strip()) for one, other in lines]


def _both_ways(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        if " " not in other:
            found.setdefault(other, []).append(one)
    return found


SYNONYMS = _both_ways(_pairs(_ALIKE))
OPPOSITES = _both_ways([*_pairs(",".join(ANTONYM_PAIRS)), *_pairs(_UNLIKE)])
