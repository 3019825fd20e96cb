"""Any figure, however it is written: its value is read, equal ones agree, and others never do."""

from hypothesis import assume, given
from hypothesis import strategies as st

from verifier.compare.figures import compare_figures
from verifier.compare.quantities import Bound, Quantity, find_quantities
from verifier.compare.words import listed
from verifier.types import Outcome

_SMALL = listed("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))

VALUES = st.one_of(
    st.integers(2, 999),
    st.integers(2, 999_999_999),
    st.builds(lambda digits, power: digits * 10**power, st.integers(2, 99), st.integers(2, 8)),
)
FRAMES = ("The port counted {} boats on the quay.", "{} boats lay on the quay, the port said.")


def in_words(value: int) -> str:
    """The English words for a whole number below a trillion."""
    for size, name in _SCALES:
        if value >= size:
            rest = value % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(value // size)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")
    if value < 20:
        return _SMALL[value]
    return _TENS[value // 10 - 2] + (f"-{_SMALL[value % 10]}" if value % 10 else "")


def spellings(value: int) -> list[str]:
    """Ways to write a whole number that lose nothing. A bare number of four digits may be a year."""
    ways = [f"{value:,}", in_words(value)]
    if not 1000 <= value < 3000:
        ways.append(str(value))
    for size, names in ((10**6, ("million", "m", "mn")), (10**9, ("billion", "bn"))):
        if value >= size and value % (size // 10) == 0:
            number = f"{value / size:g}"
            ways += [f"{number} {names[0]}", *(f"{number}{short}" for short in names[1:])]
    return ways


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, (text, found)
    return found[0]


@given(VALUES, st.data())
def test_a_number_is_read_as_what_it_is(value: int, data: st.DataObject) -> None:
    frame = data.draw(st.sampled_from(FRAMES))
    for way in spellings(value):
        found = only(frame.format(way))
        assert (found.low, found.high, found.dimension) == (value, value, "count"), way
        assert found.bound is Bound.EXACT


@given(
    st.integers(0, 9_999).map(lambda n: n / 100),
    st.sampled_from(["{}%", "{} %", "{} per cent", "{} percent"]),
)
def test_a_percentage_is_read_as_what_it_is(value: float, form: str) -> None:
    found = only(f"The harbour lost {form.format(f'{value:g}')} of its trade.")
    assert found.dimension == "percent"
    assert found.low == value


@given(
    st.integers(2, 999),
    st.integers(2, 999),
    st.sampled_from(["between {} and {}", "{} to {}", "{}-{}", "{}–{}"]),
)
def test_a_range_has_both_its_ends(one: int, other: int, form: str) -> None:
    assume(one != other)
    low, high = sorted((one, other))
    found = only(f"The port counted {form.format(low, high)} boats.")
    assert (found.low, found.high, found.bound) == (low, high, Bound.RANGE)


@given(VALUES, st.data())
def test_equal_numbers_agree_however_each_is_written(value: int, data: st.DataObject) -> None:
    one, other = (FRAMES[0].format(data.draw(st.sampled_from(spellings(value)))) for _ in range(2))
    for claim, passage in ((one, other), (other, one)):
        assert compare_figures(claim, passage).outcome is Outcome.AGREES, (claim, passage)


@given(VALUES, VALUES)
def test_other_numbers_never_agree(value: int, another: int) -> None:
    assume(value != another)
    for claim, passage in (
        (f"{value:,}", f"{another:,}"),
        (in_words(value), in_words(another)),
        (f"{value:,}", in_words(another)),
    ):
        signal = compare_figures(FRAMES[0].format(claim), FRAMES[0].format(passage))
        assert signal.outcome is not Outcome.AGREES, (claim, passage)
