"""What is held as evidence, and how it is found again: store, snapshots, passages, search."""
