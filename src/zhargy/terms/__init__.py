"""Words of a text: their base forms, the search over them, the list of them."""
