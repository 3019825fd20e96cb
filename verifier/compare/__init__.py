"""Comparisons: pure functions of two texts, one module a signal, each with its finding in words."""
