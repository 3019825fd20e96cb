"""Draws facts about actors from the PETRARCH dictionaries and writes them as lexicon files.

Run as `python -m training.actors.build --actors DIR`, DIR being the folder with the dictionaries
`Phoenix.International.actors.txt`, `Phoenix.MilNonState.actors.txt` and `Phoenix.agents.txt`
(Open Event Data Alliance, MIT licence, https://github.com/openeventdata/Dictionaries).

Writes
    claims/lexicon/bodies.toml   bodies known by name: those of known_bodies.toml beside this file, which win,
                                 and those that the dictionaries list and the rules below let through
    claims/lexicon/agents.toml   role nouns by type, less those that claims/lexicon/roles.toml keeps by hand

The dictionaries were made to code events, mostly before 2015. They are noisy: persons stand among bodies,
single common words occur as names, spellings vary. The rules keep a name only if it looks like a body's.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
LEXICON = HERE.parent.parent / "claims" / "lexicon"

LICENCE = """\
# Made by training/actors/build.py; do not edit: edit its rules or known_bodies.toml, and run it again.
# Drawn in part from the PETRARCH dictionaries, Copyright (c) 2014 Open Event Data Alliance, MIT licence.
"""

# CAMEO's sector codes, and the type of actor that each most likely is. The first match wins.
BODY_CODES = (
    (re.compile(r"^IGO"), "igo"),
    (re.compile(r"^NGO"), "ngo"),
    (re.compile(r"^NGM"), "ngo"),
    (re.compile(r"^MNC\w*MED"), "media"),
    (re.compile(r"^MNC"), "company"),
    (re.compile(r"REB|UAF|SEP"), "armed_group"),
)

AGENT_CODES = {
    "GOV": "government/executive",
    "GOVAGR": "government/executive",
    "GOVBUS": "government/executive",
    "GOVDEV": "government/executive",
    "GOVEDU": "government/executive",
    "GOVENV": "government/executive",
    "GOVHLH": "government/executive",
    "GOVLAB": "government/executive",
    "GOVMED": "government/executive",
    "COP": "government/police",
    "MIL": "government/military",
    "JUD": "government/judiciary",
    "LEG": "government/legislature",
    "OPP": "party",
    "PTY": "party",
    "REB": "armed_group",
    "UAF": "armed_group",
    "MED": "media",
    "BUS": "company",
    "EDU": "expert",
    "HLH": "individual",
    "CVL": "individual",
    "REF": "individual",
    "AGR": "individual",
    "LAB": "individual",
    "NGO": "ngo",
    "HRI": "ngo",
}

# Agents that are things, places, acts or states of mind rather than somebody who can speak, and words whose
# everyday sense in news differs from the code.
NOT_A_SPEAKER = re.compile(
    r"""^(?:.*\b(?:ship|vessel|tanker|jet|plane|aircraft|aeroplane|airplane|helicopter|bomber|missile|rocket|tank|
    artillery|weapon|gun|warship|boat|submarine|carrier|cruiser|destroyer|frigate|vehicle|truck|base|barrack|
    garrison|headquarters|building|house|post|camp|settlement|village|town|neighbou?rhood|hospital_ship|prison|jail|
    rule|law|act|bill|budget|charter|constitution|election|vote|war|attack|operation|maneuver|exercise|meeting|
    conference|session|policy|order|check|life|rank|men|women|people|personnel)|
    .*\b(?:maker|minist|compan|authorit|industr|organi[sz]ation[s]?|of|in|for|at|to|and|the)|
    retired|vip|first\ family|actor|deputy|mob|native|community|population|society|culture|monger|boss|
    bargainer|
    member|leader|follower|group|side|hand|head|force|unit|line|cell|wing|body|element|officer|official|
    general\ contractor|oiler|rabble|freighter|jumbo.*|superintendent|captain|guard|opposition|reformer|
    radical|kingdom|state|republic|capital|center|centre|school|college|university|engineer|teacher|student|athlete)$""",
    re.VERBOSE,
)

BODY_WORDS = frozenset(
    word
    for line in (
        "academy agency alliance army assembly association authority bank board brigade brigades bureau",
        "center centre chamber charity church coalition college commission committee community",
        "confederation congress consortium corporation council court federation force forces forum",
        "foundation front fund group institute institution international league liberation militia",
        "mission monitor movement network observatory office organisation organization parliament party",
        "program programme project relief resistance rights secretariat service services society tigers",
        "tribunal trust union university watch working",
    )
    for word in line.split()
)
JOINERS = frozenset(["for", "of", "without", "against", "contre", "sans", "sin", "pour", "para", "and"])
COMPANY_TAIL = re.compile(
    r" (?:inc|corp|corporation|ltd|limited|plc|llc|co|company|ag|sa|nv|spa|gmbh|ab|oyj|asa|se|kk"
    r"|group|holdings?)$"
)
LONGEST = 60


def entries(path: Path) -> Iterator[tuple[str, str]]:
    """Pairs of name and first code of a PETRARCH actor file; a synonym has its head's code."""
    names: list[str] = []
    for raw in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line = raw.split("#")[0].split(";")[0].strip()
        if not line:
            continue
        found = re.search(r"\[~?(\w+)", line)
        name = line.split("[")[0].strip().lstrip("+").strip("_ \t")
        if name:
            names.append(name)
        if found and names:
            for each in names:
                yield each, found.group(1)
            names = []


def plain(name: str) -> str:
    """A dictionary's name as running text, lower case: `AEGIS_TRUST_` gives `aegis trust`."""
    return (
        re.sub(r"\s+", " ", re.sub(r"\([^)]*\)?", " ", name).replace("_", " ").replace("+", " "))
        .strip(" ,.")
        .lower()
    )


def looks_like_body(name: str, kind: str) -> bool:
    """True for a name of two words or more that holds a word or a joint which names of persons lack."""
    words = name.split()
    if len(words) < 2 or len(name) > LONGEST or not re.fullmatch(r"[\w .,&'’/-]+", name) or "�" in name:
        return False
    if kind in ("company", "media"):
        return len(words[0]) > 1 and not words[-1].isdigit()
    inner = words[1:-1]
    return bool(BODY_WORDS & set(words)) or (len(words) > 2 and bool(JOINERS & set(inner)))


def bodies(folder: Path) -> dict[str, set[str]]:
    """Names of bodies by type, drawn from the dictionaries."""
    found: dict[str, set[str]] = {}
    for file in ("Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"):
        for raw, code in entries(folder / file):
            kind = next((k for pattern, k in BODY_CODES if pattern.search(code)), None)
            name = plain(raw)
            if kind == "company":
                name = COMPANY_TAIL.sub("", name)
            if kind and looks_like_body(name, kind):
                found.setdefault(kind, set()).add(name)
    return found


def agents(folder: Path) -> dict[str, set[str]]:
    """Role nouns by type, drawn from the dictionary of agents."""
    found: dict[str, set[str]] = {}
    people = ("man", "woman", "person")
    for raw, code in entries(folder / "Phoenix.agents.txt"):
        kind = AGENT_CODES.get(code)
        if kind is None or "!MINIST!" in raw or "{" in raw.split("}")[0][:1]:
            continue
        name = re.sub(r"\{[^}]*\}?", "", raw).strip("_ ")
        forms = [name.replace("!PERSON!", p) for p in people] if "!PERSON!" in name else [name]
        for form in map(plain, forms):
            if re.fullmatch(r"[a-z][a-z' -]{3,40}", form) and not NOT_A_SPEAKER.match(form):
                found.setdefault(kind, set()).add(form)
    return found


def render(title: str, groups: dict[str, Iterable[str]]) -> str:
    """A TOML file with one list of lines a type."""
    parts = [LICENCE + f"# {title}\n"]
    for kind in sorted(groups):
        lines = "\n".join(sorted(groups[kind]))
        parts.append(f"\"{kind}\" = '''\n{lines}\n'''\n")
    return "\n".join(parts)


def main() -> None:
    """Reads the dictionaries named on the command line and writes both lexicon files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--actors", type=Path, required=True, help="folder with the PETRARCH dictionaries")
    parser.add_argument("--lexicon", type=Path, default=LEXICON, help="folder to write to")
    options = parser.parse_args()

    known = {
        kind: text.split("\n")
        for kind, text in tomllib.loads((HERE / "known_bodies.toml").read_text("utf-8")).items()
    }
    taken = {name.strip().lower() for names in known.values() for name in names}
    drawn = bodies(options.actors)
    seen: set[str] = set()
    merged: dict[str, Iterable[str]] = {}
    for kind in ("igo", "ngo", "armed_group", "media", "company"):
        drawn[kind] = {n for n in drawn.get(kind, set()) if n not in taken and n not in seen}
        seen |= drawn[kind]
    for kind in sorted(known.keys() | drawn.keys()):
        merged[kind] = {n.strip() for n in known.get(kind, []) if n.strip()} | drawn.get(kind, set())
    (options.lexicon / "bodies.toml").write_text(render("Bodies known by name, by type.", merged), "utf-8")

    roles = tomllib.loads((options.lexicon / "roles.toml").read_text("utf-8"))
    hand = {w for part in roles.values() for words in part.values() for w in words}
    nouns: dict[str, Iterable[str]] = {k: v - hand for k, v in agents(options.actors).items()}
    (options.lexicon / "agents.toml").write_text(render("Role nouns, by type.", nouns), "utf-8")


if __name__ == "__main__":
    main()
