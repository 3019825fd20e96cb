"""One module a revision, in order. A revision that was released is never changed.

Revision "0002" makes a store of schema version 2. Revisions say their SQL and tables in full and import
nothing of the program, because the program goes on changing and they must not.
"""
