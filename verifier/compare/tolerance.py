"""How far two figures may be apart and still say the same: the tolerance that their words give."""

from __future__ import annotations

from math import inf

from verifier.compare.quantities import Bound, Quantity
from verifier.thresholds import Thresholds

_EQUAL = 1e-9
_CONVERTED = 0.02
_FROM = (Bound.MORE_THAN, Bound.AT_LEAST)
_UP_TO = (Bound.LESS_THAN, Bound.AT_MOST)
_STRICT = (Bound.MORE_THAN, Bound.LESS_THAN)


def agreement(one: Quantity, other: Quantity, limits: Thresholds) -> str:
    """Whether two quantities of the same thing say the same: "agrees", "loose" or "differs".

    Args:
        one: the claim's.
        other: the source's. "More than 900" there bears out "more than 900" and "some 950", but not "1,200".
        limits: how far apart approximations may be.
    """
    about, open_bound = limits.figures_about, limits.figures_open_bound
    exact = [q for q in (one, other) if q.bound is Bound.EXACT]
    if len(exact) == 2:
        coarse = max(one.step, other.step)
        tolerance = coarse / 2 if one.step != other.step else 0.0
        # A converted unit is never exact to the last digit.
        if one.dimension in ("length", "mass", "area"):
            tolerance = max(tolerance, _CONVERTED * one.high)
        return "agrees" if abs(one.low - other.low) <= tolerance + _EQUAL * abs(one.low) else "differs"
    if len(exact) == 1:
        value = exact[0].low
        vague = other if exact[0] is one else one
        low, high = reach(vague, about, open_bound)
        strict = vague.bound in _STRICT and value in (vague.low, vague.high)
        if vague is other and is_open(vague) and not strict:
            return "agrees" if _just_past(vague, value, about) else "differs"
        # "610,000" is only the upper end of "between 480,000 and 610,000".
        narrowed = vague is other and vague.bound is Bound.RANGE
        if low <= value <= high and not strict:
            return "loose" if narrowed else "agrees"
        low, high = limits_of(vague)
        return "loose" if low <= value <= high else "differs"
    # "More than 50" and "fewer than 50" are near each other, and opposites.
    facing = any(a.bound in _FROM and b.bound in _UP_TO for a, b in ((one, other), (other, one)))
    near = abs(one.low - other.low) <= about * max(one.low, other.low)
    if near and one.bound is not Bound.RANGE and not facing:
        return "agrees"
    (a, b), (c, d) = reach(one, about, open_bound), reach(other, about, open_bound)
    if (a <= c and d <= b) or (c <= a and b <= d):
        return "agrees"
    (a, b), (c, d) = limits_of(one), limits_of(other)
    low, high = max(a, c), min(b, d)
    excluded = facing and (one.bound in _STRICT or other.bound in _STRICT)
    return "loose" if low < high or (low == high and not excluded) else "differs"


def _just_past(bound: Quantity, value: float, about: float) -> bool:
    if bound.bound in _FROM:
        return bound.low <= value <= bound.low * (1 + about)
    return bound.high * (1 - about) <= value <= bound.high


def is_open(quantity: Quantity) -> bool:
    """True where the words give no figure on one side ("more than", "at most")."""
    return quantity.bound in _FROM or quantity.bound in _UP_TO


def reach(quantity: Quantity, about: float, open_bound: float) -> tuple[float, float]:
    """The values that the words fit, on the open side no further than `open_bound` of the figure."""
    low, high = quantity.low, quantity.high
    half = quantity.step / 2
    return {
        Bound.EXACT: (low - half, high + half),
        Bound.RANGE: (low, high),
        Bound.ABOUT: (low * (1 - about), high * (1 + about)),
        Bound.NEARLY: (low * (1 - about), high),
        Bound.MORE_THAN: (low, high * (1 + open_bound)),
        Bound.AT_LEAST: (low, high * (1 + open_bound)),
        Bound.LESS_THAN: (low * (1 - open_bound), high),
        Bound.AT_MOST: (low * (1 - open_bound), high),
    }[quantity.bound]


def limits_of(quantity: Quantity) -> tuple[float, float]:
    """The values that the words allow at all, open sides without end."""
    if quantity.bound in _FROM:
        return quantity.low, inf
    if quantity.bound in _UP_TO:
        return -inf, quantity.high
    return reach(quantity, 0.0, 0.0)
