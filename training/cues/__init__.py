"""Measures how often each predicate reports, on news in which people marked every attribution."""
