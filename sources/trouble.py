"""What a database reports, in words for whoever runs the program."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from claims.errors import StoreBusy, StoreError, StoreFull

# Whether a commit was done can't be known where the connection broke off before the answer.
_AGAIN = "Do it again once the server answers: what was stored already is not stored twice."
_RIGHTS = "Ask whoever runs the server for the rights that docs/shared-store.md names."

_REMEDIES = {
    "not a database": "Name another file with {option}; this one is left as it is.",
    "malformed": "Restore it from a backup.",
    "locked": "Another program is writing to it: try again when it is done.",
    "lock timeout": "Another program is writing to it: try again when it is done.",
    "TimeoutError": "Too much is asked of it at once: try again in a moment.",
    "readonly": "Check that you may write to the file and to its folder.",
    "unable to open": "Check that the path exists and that you may read and write it.",
    "full": "Free some space on the disk.",
    "No space left": "Have some space freed on the server's disk.",
    "permission denied": _RIGHTS,
    "no schema": _RIGHTS,
    "pg_hba.conf": "Ask whoever runs the server to let this machine and user in.",
    "password": "Check the user and the password in the store's URL.",
    'role "': "Check the user in the store's URL, or have it made on the server.",
    'database "': "Check the name of the database in the store's URL, or make it first.",
    "connection": "Check the address in the store's URL, and that the server runs.",
    "resolve": "Check the address in the store's URL, and that the server runs.",
}
_HEALTHY = "Check that the database is there and healthy."
_KINDS: dict[str, type[StoreError]] = {
    "locked": StoreBusy,
    "lock timeout": StoreBusy,
    "TimeoutError": StoreBusy,
    "full": StoreFull,
    "No space left": StoreFull,
    "connection": StoreBusy,
}


def trouble_of(error: SQLAlchemyError, subject: str, option: str) -> StoreError:
    """`error` as one about `subject`, the database that `option` names.

    Returns:
        StoreBusy where it passes, StoreFull where there is no room, else StoreError.
    """
    # The driver's own words: SQLAlchemy's repeat the statement with its values, which may be secret.
    name = type(error).__name__
    reason = next(iter(str(getattr(error, "orig", None) or name).strip().splitlines()), name)
    broken = isinstance(error, DBAPIError) and error.connection_invalidated
    sign = next((sign for sign in _REMEDIES if sign in reason), "")
    kind = StoreBusy if broken else _KINDS.get(sign, StoreError)
    remedy = _AGAIN if broken else _REMEDIES.get(sign, _HEALTHY).replace("{option}", option)
    return kind(subject, f"the database reports: {reason}", remedy)
