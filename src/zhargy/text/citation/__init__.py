"""Citations: where a text names a place of an act, in Kazakh, Russian and English."""
