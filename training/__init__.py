"""How the shipped data and weights were made. Each part runs from data given by path."""
