"""The tables of the desk's users: who may sign in, and who is signed in.

They stand in the desk's own database, apart from its decisions, and are made where they are missing.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData, String, Table

from verifier.desk.tables import Moment

ACCOUNTS = MetaData()

USERS = Table(
    "desk_user",
    ACCOUNTS,
    # The name as names are compared, so that two that look alike are one.
    Column("key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("since", Moment, nullable=False),
)

SESSIONS = Table(
    "desk_session",
    ACCOUNTS,
    # The sha256 of the token: whoever reads the database can't sign in with it.
    Column("token", String, primary_key=True),
    Column("user", ForeignKey("desk_user.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("seen", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
)
