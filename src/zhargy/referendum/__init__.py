"""The referendum: the question, the rule, the roll, the protocols, the result."""
