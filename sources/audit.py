"""The audit log: who changed what in the store and when, as a chain in which a change shows.

Each entry carries the hash of the one before it, and a hash over all its own fields. Fields are hashed with
their length before them, so that no two entries with different fields have the same bytes. An entry is
written in the transaction of the change that it tells, while no one else writes.

What this shows is a change to a part of the log. Whoever owns the database can write the whole log anew;
that shows only against a head that was kept elsewhere, which is why every report carries it. After Haber and
Stornetta, How to Time-Stamp a Digital Document (1991).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, select, text, update
from sqlalchemy.orm import Session

from sources.schema import AuditRow, SettingRow

#: The head of a log without entries.
EMPTY = "0" * 64

_SETTING = "entries"
_LAST = select(AuditRow.id, AuditRow.hash).order_by(AuditRow.id.desc()).limit(1)
_INSERT = text(
    "INSERT INTO audit (id, time, actor, action, subject, detail, previous, hash) "
    "VALUES (:number, :time, :actor, :action, :subject, :detail, :previous, :hash)"
)
_COUNT = update(SettingRow).where(SettingRow.name == _SETTING).values(value=bindparam("now"))

_GUARDS = {
    "sqlite": (
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
        # INSERT OR REPLACE deletes without a word to the trigger above.
        "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
        "WHEN EXISTS (SELECT 1 FROM audit WHERE id >= NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    ),
}

# What runs by itself in the database when somebody writes, with its text where that can be compared.
_TRIGGERS = {
    "sqlite": "SELECT name, sql AS written FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname AS name, NULL AS written FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
    "JOIN pg_namespace n ON n.oid = relnamespace "
    "WHERE NOT tgisinternal AND tgenabled <> 'D' AND nspname = current_schema() ORDER BY tgname",
}


class Action(StrEnum):
    """What was done. FOUND: the source was there before the log was begun. NAMES: of a publisher."""

    ADD = "add"
    CHANGE = "change"
    LOCATIONS = "locations"
    SET = "set"
    REMOVE = "remove"
    FOUND = "found"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log.

    Attributes:
        number: its place in the log, from 1, without gaps.
        time: in UTC, ISO 8601; empty where it is not known.
        actor: who did it, as the caller says.
        action: a value of `Action`.
        subject: the id of the source concerned; of `NAMES` the publisher.
        detail: a JSON object: what was changed, and in `state` the source's fingerprint after it; of `NAMES`
            everything that the publisher is called after it.
        previous: hash of the entry before, `EMPTY` for the first.
        hash: sha256 over all other fields.
    """

    number: int
    time: str
    actor: str
    action: str
    subject: str
    detail: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain is broken first, by the entry's number, and how."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What a walk along the log found; `head` is the hash of the last entry that holds."""

    entries: int
    head: str
    broken: Break | None


def guard(connection: Connection) -> None:
    """Have the database refuse whatever changes or deletes entries."""
    for statement in _GUARDS[connection.dialect.name]:
        connection.execute(text(statement))


def meddling(session: Session) -> tuple[str, ...]:
    """What was done to the code in the database, in words: guards that are gone, triggers that aren't ours.

    A trigger of somebody else's could change what is stored while it is stored, and no hash would show it.
    """
    dialect = session.connection().dialect.name
    ours = {each.split()[2]: each for each in _GUARDS[dialect] if each.startswith("CREATE TRIGGER")}
    found = {row.name: row.written for row in session.execute(text(_TRIGGERS[dialect]))}
    gone = [name for name, written in ours.items() if found.get(name, "") not in (written, None)]
    return (
        *(f"the guard {name} of the audit log is gone, or is another" for name in gone),
        *(f"the trigger {name} in it is not the program's" for name in found if name not in ours),
    )


def append(
    session: Session,
    action: Action,
    subject: str,
    detail: Mapping[str, object],
    *,
    time: datetime | None,
    actor: str,
) -> Entry:
    """Add an entry to the log, in the transaction of `session`, which must be the only one that writes.

    Args:
        action: what was done.
        subject: id of the source, or the publisher, that it was done to.
        detail: what JSON can hold.
        time: when, with a time zone; None where it is not known.
        actor: who did it; may be empty.

    Raises:
        ValueError: `time` carries no zone.
    """
    connection = session.connection()
    number, previous = connection.execute(_LAST).one_or_none() or (0, EMPTY)
    number += 1
    fields = (
        _written(time),
        actor.encode("utf-8", "replace").decode("utf-8"),
        action.value,
        subject,
        json.dumps(detail, sort_keys=True, separators=(",", ":")),
    )
    entry = Entry(number, *fields, previous, _hash(number, *fields, previous))
    connection.execute(_INSERT, asdict(entry))
    connection.execute(_COUNT, {"now": number})
    return entry


def head(session: Session) -> str:
    """The hash of the last entry, `EMPTY` where there is none."""
    last = session.execute(_LAST).one_or_none()
    return last.hash if last else EMPTY


def entries(session: Session) -> Iterator[Entry]:
    """All entries, first to last."""
    for row in session.scalars(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=500)):
        yield _entry(row)


def newest(session: Session, limit: int) -> tuple[Entry, ...]:
    """The last `limit` entries, newest first."""
    return tuple(map(_entry, session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(limit))))


def walk(session: Session) -> Chain:
    """Follow the chain from its first entry to the first that doesn't hold, else to its end."""
    number, previous = 0, EMPTY
    for entry in entries(session):
        number += 1
        if reason := _fault(entry, number, previous):
            return Chain(number - 1, previous, Break(number, reason))
        previous = entry.hash
    counted = session.execute(select(SettingRow.value).where(SettingRow.name == _SETTING)).scalar_one()
    if counted == number:
        return Chain(number, previous, None)
    lacking = f"it is missing, and so is every one up to {counted}"
    stray = f"the store has counted {counted} entries, and there are {number}"
    at = min(counted, number) + 1
    return Chain(number, previous, Break(at, lacking if counted > number else stray))


def holds(session: Session, head: str) -> bool:
    """True where `head` is the head of the log, or once was."""
    asked = select(AuditRow.id).where(AuditRow.hash == head).limit(1)
    return head == EMPTY or session.scalars(asked).first() is not None


def _fault(entry: Entry, number: int, previous: str) -> str:
    if entry.number > number:
        return "it is missing"
    if entry.number < number:
        return f"an entry with the number {entry.number} stands in its place"
    if entry.previous != previous:
        return "it doesn't follow the entry before it"
    if entry.hash != _hash(*astuple(entry)[:-1]):
        return "it was changed after it was written"
    return ""


def _hash(*fields: object) -> str:
    digest = hashlib.sha256()
    for field in fields:
        data = str(field).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _written(time: datetime | None) -> str:
    if time is None:
        return ""
    if time.tzinfo is None:
        raise ValueError("a time without a zone can't be stored")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _entry(row: AuditRow) -> Entry:
    return Entry(row.id, row.time, row.actor, row.action, row.subject, row.detail, row.previous, row.hash)
