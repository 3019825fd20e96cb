"""What the editors of a newsroom decide, and who they are."""
