"""Official papers of a referendum: the specimen of the ballot, and the blank protocols.

What is said on them stands in several languages at once. The same paper gives the same bytes: the
day is a field.
"""
