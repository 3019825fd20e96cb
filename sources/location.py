"""Where a source came from, in a form that can be compared."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = ("fbclid", "gclid", "mc_cid", "mc_eid", "igshid")


def is_url(location: str) -> bool:
    """True where `location` is a web address."""
    return location.lower().startswith(("http://", "https://"))


def host_of(url: str) -> str:
    """The host that `url` names, in lower case; empty where it names none or is malformed ("http://[")."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def written(path: Path) -> str:
    """The path of a file as a location: with slashes, bytes of it that are no characters escaped."""
    return escaped(path.as_posix())


def escaped(name: str) -> str:
    r"""The name of a file, with bytes that are no characters as "\udce9", for no database takes them."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def key_of(location: str) -> str:
    """The form of a web address or file path by which two of them are compared.

    Of a web address the scheme, "www.", the standard port, a trailing slash, the fragment, the order of the
    query and its tracking parameters (utm_*) make no difference. A file path is made absolute.
    """
    if not is_url(location):
        path = Path(location)
        # A file may be called "~$draft.docx", which is nobody's home folder.
        with suppress(RuntimeError, ValueError):
            path = path.expanduser()
        try:
            return f"file:{path.resolve().as_posix()}"
        except (RuntimeError, ValueError, OSError):
            # Links that lead in a circle, or a name with a zero byte.
            return f"file:{location}"
    try:
        return f"web:{_web_key(location)}"
    except ValueError:
        return f"web:{location}"


def address_of(key: str) -> str | None:
    """A web address that `key_of` makes `key` of, or None for the key of a file."""
    kind, _, rest = key.partition(":")
    if kind == "file":
        return None
    return rest if is_url(rest) else f"https://{rest}"


def _web_key(url: str) -> str:
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    pairs = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKING
    )
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"{host}{port}{path}{query}"


def place_of(location: str) -> str:
    """What a source's id is made from: the normalised address, or of a file its name alone.

    The folder is left out so that the same file gets the same id on every machine.
    """
    return key_of(location) if is_url(location) else Path(location).name


def name_of(url: str) -> str:
    """A name for what stands at a web address: the last part of its path, else its host, else the address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.path).rstrip("/").rpartition("/")[2] or parts.hostname or url
