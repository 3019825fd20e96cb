"""Makes the graph of the sentence encoder."""
