"""Makes the learned attribution tagger."""
