"""The program inside a text editor, by the Language Server Protocol."""
