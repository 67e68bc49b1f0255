"""The folder of a reform: its settings, its one publisher, its derived index."""
