"""A table that comes back from its editor: its rows, what people wrote in them, and where it goes."""
