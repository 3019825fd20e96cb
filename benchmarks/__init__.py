"""Quality and speed, each a command. See README.md in this folder."""
