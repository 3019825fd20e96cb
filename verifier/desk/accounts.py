"""Who may work at the desk: users with their roles and passwords, and their sessions.

Passwords are kept as argon2id hashes with the parameters of RFC 9106 (its second recommendation). A session
is a random token of 256 bits that only the browser holds; the database has its sha256.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from claims.errors import BadConfiguration, StoreBusy, StoreFull
from verifier.desk.accounts_schema import SESSIONS, USERS
from verifier.desk.tables import Tables

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
_LONGEST_NAME = 64
#: Characters of a name that are looked at: a letter can be written as four, and nobody has a longer one.
_MOST_COMPARED = 4 * _LONGEST_NAME
#: How long a session lasts at most, and how long it lasts unused.
SESSION_LENGTH = timedelta(hours=12)
SESSION_IDLE = timedelta(hours=2)
_SEEN_EACH = timedelta(minutes=1)


class Role(IntEnum):
    """What a user may do; each may do all that the ones before it may.

    REPORTER: reads and comments. EDITOR: brings in drafts and sources, and decides. ADMIN: keeps the users,
    and removes sources.
    """

    REPORTER = 1
    EDITOR = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in."""

    name: str
    role: Role
    since: datetime


class Accounts:
    """The users and sessions in the desk's file. All methods raise StoreError where it reports trouble.

    Args:
        tables: the desk's file, opened with `ACCOUNTS`.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        # A password costs 64 MB for as long as it is checked: one at a time.
        self._checking = threading.Lock()

    def users(self) -> tuple[User, ...]:
        """All users, by name."""
        with self._tables.reading() as connection:
            rows = connection.execute(select(USERS).order_by(USERS.c.key))
            return tuple(_user(row.name, row.role, row.since) for row in rows)

    def any(self) -> bool:
        """True where there is at least one user."""
        with self._tables.reading() as connection:
            return bool(connection.execute(select(func.count()).select_from(USERS)).scalar_one())

    def add(self, name: str, role: Role, password: str, *, now: datetime) -> User:
        """A new user.

        Raises:
            BadConfiguration: the name is taken or can't be used, or the password is too short or too long.
        """
        name = _usable(name)
        hashed = _hashed(password)
        with self._tables.writing() as connection:
            if _row(connection, name) is not None:
                raise BadConfiguration(
                    f'user "{name}"', "there is one of this name already", "Choose another."
                )
            row = {"key": key_of(name), "name": name, "role": role.name, "password": hashed}
            connection.execute(insert(USERS), [{**row, "since": now}])
        return User(name, role, now)

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password, and end all of their sessions. Raises BadConfiguration as `add`."""
        self._change(name, password=_hashed(password))

    def set_role(self, name: str, role: Role) -> None:
        """Give a user another role, and end all of their sessions. Raises BadConfiguration."""
        self._change(name, role=role.name)

    def remove(self, name: str) -> None:
        """Forget a user; what they decided stays under their name.

        Raises:
            BadConfiguration: there is none of this name, or nobody could keep the users any more.
        """
        with self._tables.writing() as connection:
            before = _known(connection, name)
            connection.execute(delete(USERS).where(USERS.c.key == key_of(name)))
            _refuse_no_admin(connection, before)

    def sign_in(self, name: str, password: str, *, now: datetime) -> str | None:
        """A new session of the user with this name and password: the token that the browser is to hold.

        None where they don't belong together, which takes as long for a name that nobody has. Sessions that
        ended are swept.
        """
        with self._tables.reading() as connection:
            row = _row(connection, name)
        with self._checking:
            right = _matches(row.password if row is not None else _nobodys(), password)
        if row is None or not right:
            return None
        token = secrets.token_urlsafe(32)
        session = {"token": _digest(token), "user": row.key, "seen": now, "ends": now + SESSION_LENGTH}
        with self._tables.writing() as connection:
            # Another password may have been given, or the user removed, while this one was checked.
            newest = _row(connection, name)
            if newest is None or newest.password != row.password:
                return None
            connection.execute(delete(SESSIONS).where(SESSIONS.c.ends <= now))
            connection.execute(insert(SESSIONS), [session])
        return token

    def user_of(self, token: str, *, now: datetime) -> User | None:
        """Whose session has this token, or None where it has ended."""
        here = SESSIONS.c.token == _digest(token)
        query = select(USERS, SESSIONS.c.seen).join(SESSIONS).where(here, SESSIONS.c.ends > now)
        with self._tables.reading() as connection:
            row = connection.execute(query).first()
        if row is None or row.seen + SESSION_IDLE <= now:
            return None
        if row.seen + _SEEN_EACH <= now:
            # No page is kept from its reader for this: another will note it.
            with suppress(StoreBusy, StoreFull), self._tables.writing(waits=False) as connection:
                connection.execute(update(SESSIONS).where(here).values(seen=now))
        return _user(row.name, row.role, row.since)

    def end_session(self, token: str) -> None:
        """End the session with this token."""
        with self._tables.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.token == _digest(token)))

    def _change(self, name: str, **values: str) -> None:
        with self._tables.writing() as connection:
            before = _known(connection, name)
            connection.execute(update(USERS).where(USERS.c.key == key_of(name)).values(**values))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user == key_of(name)))
            _refuse_no_admin(connection, before)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadConfiguration(
            "the password",
            f"it has {len(password)} characters",
            f"Choose one of at least {SHORTEST_PASSWORD} and at most {LONGEST_PASSWORD}.",
        )
    return _hasher().hash(password)


def _matches(hashed: str, password: str) -> bool:
    try:
        return _hasher().verify(hashed, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def key_of(name: str) -> str:
    """What names have in common that are one user's, in whatever letters they are written."""
    return unicodedata.normalize("NFKC", name[:_MOST_COMPARED]).strip().casefold()


def _usable(name: str) -> str:
    name = unicodedata.normalize("NFC", name).strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise BadConfiguration(
            "the user's name",
            "it is empty, longer than 64 characters, or has signs that can't be seen",
            "Choose a plain name.",
        )
    return name


def _row(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(select(USERS).where(USERS.c.key == key_of(name))).first()


def _known(connection: Connection, name: str) -> Row[Any]:
    row = _row(connection, name)
    if row is None:
        raise BadConfiguration(f'user "{name}"', "there is no such user", "See the list of users.")
    return row


def _refuse_no_admin(connection: Connection, before: Row[Any]) -> None:
    """Raises where the user in `before` was the last admin, and others are left."""
    roles = list(connection.execute(select(USERS.c.role)).scalars())
    if before.role == Role.ADMIN.name and roles and Role.ADMIN.name not in roles:
        reason = "nobody else can keep the users"
        raise BadConfiguration(f'user "{before.name}"', reason, "Make another user an admin first.")


def _user(name: str, role: str, since: datetime) -> User:
    return User(name, Role[role], since)
