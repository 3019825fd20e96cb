"""A check done by a process that has everything loaded, where a desk is open.

`verifier serve` keeps one such process (`keeping`, `process`). It forks itself for each check that a client
(`client`) hands over, and the fork (`work`) does what the client's own process would have done.
"""


class NotWarm(Exception):
    """There can be no warm process; says why."""
