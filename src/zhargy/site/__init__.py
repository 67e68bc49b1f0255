"""The public pages of a reform: what its record holds, as plain HTML, JSON and CSV."""
