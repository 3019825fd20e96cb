"""The editor's decisions: kept, found again in the next draft, applied to it and counted."""
