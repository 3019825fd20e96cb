import hashlib
from importlib.resources import files

import pytest

from claims.errors import BadConfiguration
from verifier.thresholds import default_thresholds, load_thresholds

SHIPPED = files("verifier").joinpath("thresholds.toml").read_text(encoding="utf-8")


def test_the_shipped_file_is_hashed():
    limits = default_thresholds()
    assert limits.sha256 == hashlib.sha256(SHIPPED.encode()).hexdigest()
    assert limits == load_thresholds()
    assert 0 < limits.substance_unsure <= limits.substance_supported <= 1


def test_a_copy_with_another_value(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SHIPPED.replace("altered = 0.6", "altered = 0.7"), encoding="utf-8")
    limits = load_thresholds(path)
    assert limits.quote_altered == 0.7
    assert limits.sha256 != default_thresholds().sha256


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("altered = 0.6", "altered = 1.6", "quote.altered is 1.6, out of range"),
        ("altered = 0.6", 'altered = "much"', "quote.altered is not a number"),
        ("altered = 0.6", "altered = true", "quote.altered is not a number"),
        ("altered = 0.6", "", "no value for quote.altered"),
        ("altered = 0.6", "altered = 0.6\nlax = 1", "unknown threshold quote.lax"),
        ("exact_words = 3", "exact_words = 2.5", "quote.exact_words is not a number"),
        ("[quote]", "loose = 1\n[quote]", '"loose" stands outside a table'),
        ("[quote]", "[quote", "can't be read"),
        ("dead_band =", "dead_band = -0.1 #", "out of range"),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path, old, new, reason):
    path = tmp_path / "mine.toml"
    path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadConfiguration) as error:
        load_thresholds(path)
    assert reason in error.value.reason
    assert error.value.subject == str(path)
    assert error.value.remedy


def test_lines_must_be_in_order(tmp_path):
    path = tmp_path / "mine.toml"
    limits = default_thresholds()
    for key, lower in (("in_part", "unsure"), ("supported", "in_part")):
        value = f"\n{key} = {getattr(limits, f'substance_{key}')}"
        assert value in SHIPPED
        path.write_text(SHIPPED.replace(value, f"\n{key} = 0.01"), encoding="utf-8")
        with pytest.raises(BadConfiguration, match=rf"substance\.{lower} is above"):
            load_thresholds(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(BadConfiguration):
        load_thresholds(tmp_path / "none.toml")
