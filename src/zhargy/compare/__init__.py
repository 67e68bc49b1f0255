"""What became of every provision between two editions."""
