"""One module for each kind of page: from what the record holds to what a page shows."""
