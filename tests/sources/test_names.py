"""Which source a name in an article means."""

from __future__ import annotations

import pytest

from sources.names import is_meant


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("Harbour Watch", "Harbour Watch"),
        ("the Harbour Watch report", "Harbour Watch"),
        ("Harbour Watch's report", "Harbour Watch"),
        ("Harbour Watch’s latest statement", "Harbour Watch"),
        ("the Lanterna report", "Lanterna International"),
        ("Lanterna International’s Vell office", "Lanterna International"),
        ("HRC", "Harbour Rights Coalition"),
        ("the H.R.C. report", "Harbour Rights Coalition"),
        ("World Health Organization", "WHO"),
        ("WHO", "World Health Organization"),
        ("Ministry of Fisheries", "The Ministry of Fisheries"),
        ("the Fisheries Ministry of Vell", "Fisheries Ministry"),
        ("the ministry", "Ministry"),
        ("Söderfors kommun", "SODERFORS KOMMUN"),
    ],
)
def test_meant_by_publisher(name: str, publisher: str) -> None:
    assert is_meant(name, title="Untitled", publisher=publisher)


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("the ministry", "Ministry of Fisheries"),
        ("human rights", "Human Rights Coalition"),
        ("United Nations", "United Nations Fisheries Programme"),
        ("the report", "Report Group"),
        ("the 2026 report", "Agency 2026"),
        ("who", "World Health Organization"),
        ("Harbour Watch", None),
        ("", "Harbour Watch"),
        ("Harbour Trust", "Harbour Watch"),
        ("Watchful Eye", "Watch"),
    ],
)
def test_not_meant_by_publisher(name: str, publisher: str | None) -> None:
    assert not is_meant(name, title="Untitled", publisher=publisher)


def test_meant_by_title() -> None:
    assert is_meant("Nets of Silence", title="Nets of Silence: labour at sea", publisher=None)
    assert is_meant("Annual Vell Survey", title="The Annual Vell Survey 2026", publisher=None)
    assert not is_meant("Silence", title="Nets of Silence", publisher=None)
    assert not is_meant("the annual report of the ministry", title="Nets of Silence", publisher=None)
