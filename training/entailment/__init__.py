"""How the entailment network was made."""
