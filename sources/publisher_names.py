"""What publishers are called, as a newsroom says: names and domains of one body are one publisher."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sources import names
from sources.location import host_of, is_url

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d]{2,}")


@dataclass(frozen=True, slots=True)
class Publishers:
    """The names that a store knows of publishers.

    Attributes:
        by_key: by the normal form of each name or domain (`key_of`), the name of the publisher.
        called: by the name of each publisher, everything that it is called, itself first.
    """

    by_key: Mapping[str, str]
    called: Mapping[str, tuple[str, ...]]

    def of(self, publisher: str | None, *locations: str) -> str | None:
        """The publisher that `publisher` is a name of, else `publisher` itself.

        Where it is None, the one whose domain the first of `locations` with a known domain belongs to.
        """
        if publisher is not None:
            return self.by_key.get(key_of(publisher), publisher)
        return next((found for place in locations if (found := self._by_domain(place))), None)

    def _by_domain(self, location: str) -> str | None:
        labels = _host(location).split(".") if is_url(location) else []
        # The longest first: a ministry's own domain before that of its government.
        domains = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self.by_key[domain] for domain in domains if domain in self.by_key), None)


def key_of(name: str) -> str:
    """The form by which names are compared: a domain as it is, other names as their telling words."""
    written = name.strip()
    domain = _host(written) if is_url(written) else written.lower().removeprefix("www.").rstrip(".")
    return domain if _DOMAIN.fullmatch(domain) else " ".join(names.words(written))


def _host(url: str) -> str:
    return host_of(url).removeprefix("www.").rstrip(".")
