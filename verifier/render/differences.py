"""What differs between a report and the same report made again, in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verifier.differences import Difference
from verifier.render.words import count
from verifier.visible import one_line, shorten

_CONDITIONS: Mapping[str, str] = {
    "program": "program",
    "version": "version",
    "wire_schema": "wire format",
    "input_name": "name of the article",
    "input_sha256": "article",
    "models": "model",
    "lexicon_sha256": "lexicon",
    "thresholds_sha256": "thresholds",
    "store_sha256": "sources in the store",
    "store_head": "audit log of the store",
    "rules": "rules that ran",
    "plugins": "plugin",
    "house_rules_sha256": "the newsroom's own rules",
    "settings_sha256": "severities and what verifier.toml ignores",
    "baseline_sha256": "baseline",
    "decisions_sha256": "decisions of the desk",
    "made_on": "made on",
    "python": "Python",
    "libraries": "library",
}
_NAMING = ("message", "text", "name", "title", "detail", "verdict", "version", "sha256")
_HASH = re.compile(r"[0-9a-f]{64}")
_SHOWN, _PART, _AROUND = 90, 60, 30
_DIGITS = 12


def told(
    name: str, conditions: Sequence[Difference], results: Sequence[Difference], *, sentences: int
) -> str:
    """What differs of the report on the article called `name`, as text that ends in a newline.

    Args:
        conditions: where what made the report differs.
        results: where what came of it differs.
        sentences: how many the report has.
    """
    lines = []
    if conditions:
        lines += ["What made it:", *(f"  {_condition(each)}" for each in conditions)]
    if results:
        lines += ["What came of it:", *_results(results)]
    lines.append(f"{one_line(name)}: {_summed(conditions, results, sentences)}")
    return "".join(f"{line}\n" for line in lines)


def _summed(conditions: Sequence[Difference], results: Sequence[Difference], sentences: int) -> str:
    if not results:
        under = "; what made it differs" if conditions else ", and so is what made it"
        return f"the report is the same in all {count(sentences, 'sentence')}{under}."
    touched = len({each.place[1] for each in results if _in_sentence(each)})
    places = count(len(results), "place")
    return f"the report differs in {places}, in {touched} of {count(sentences, 'sentence')}."


def _in_sentence(each: Difference) -> bool:
    return each.place[0] == "sentences" and len(each.place) > 1


def _condition(each: Difference) -> str:
    where = one_line(" ".join(_CONDITIONS.get(key, key) for key in each.place))
    if each.place != ("rules",) or not isinstance(each.before, list) or not isinstance(each.now, list):
        return f"{where}: {_change(each)}"
    gone, new = (
        [str(rule) for rule in one if rule not in other]
        for one, other in ((each.before, each.now), (each.now, each.before))
    )
    parts = [f"{word} {', '.join(ids)}" for word, ids in (("no longer", gone), ("now also", new)) if ids]
    return one_line(f"{where}: {'; '.join(parts) or 'in another order'}")


def _results(results: Sequence[Difference]) -> Iterator[str]:
    shown: str | None = None
    for each in results:
        in_sentence = _in_sentence(each)
        heading = f"“{_short(each.place[1])}”" if in_sentence else "the whole article"
        if heading != shown:
            shown = heading
            yield f"  {heading}"
        place = each.place[2:] if in_sentence else each.place
        where = ": ".join(_short(part, _PART) for part in place) or "sentence"
        yield f"    {where}: {_change(each)}"


def _change(each: Difference) -> str:
    if each.item:
        return f"no longer there: {_value(each.before)}" if each.now is None else f"new: {_value(each.now)}"
    before, now = each.before, each.now
    if isinstance(before, str) and isinstance(now, str):
        before, now = _from_where_they_differ(before, now)
    return f"{_value(before)}, now {_value(now)}"


def _from_where_they_differ(before: str, now: str) -> tuple[str, str]:
    """Two texts, without most of what they begin with alike where that would leave no room for the rest."""
    pairs = enumerate(zip(before, now, strict=False))
    alike = next((number for number, (one, other) in pairs if one != other), min(len(before), len(now)))
    if alike < _SHOWN - _AROUND:
        return before, now
    start = alike - _AROUND
    return f"…{before[start:]}", f"…{now[start:]}"


def _value(value: Any) -> str:
    """A value of JSON in a few words: of an object what names it, of a hash its first digits."""
    if value is None or value in ("", []):
        return "none"
    if isinstance(value, dict):
        named = next((value[key] for key in _NAMING if value.get(key)), None)
        return _value(named) if named is not None else _short(json.dumps(value, ensure_ascii=False))
    if isinstance(value, str):
        return f"{value[:_DIGITS]}…" if _HASH.fullmatch(value) else _short(value)
    return _short(json.dumps(value, ensure_ascii=False))


def _short(text: str, limit: int = _SHOWN) -> str:
    return shorten(one_line(text), limit)
