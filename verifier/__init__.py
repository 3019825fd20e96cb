"""Claims held against sources: verdicts, rules, report, and the ways in."""

__version__ = "0.1.0"
