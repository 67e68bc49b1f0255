"""Tables and comparisons as documents."""
