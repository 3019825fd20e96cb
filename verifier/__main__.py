"""`python -m verifier` is the `verifier` command."""

from __future__ import annotations

from verifier.start import main

if __name__ == "__main__":
    main()
