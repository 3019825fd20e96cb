"""An hour of the desk: users at work on `verifier serve`, disturbed as desks are, and what must still hold.

`python -m benchmarks.soak --minutes 60 --users 20`; docs/reliability.md tells what is done and promised.
"""
