"""The charter of a library before and after its reform: the smallest reform there is."""

from __future__ import annotations

OLD = """The Charter of the Library

Article 1. The name
1. The library is called the Lantern.
2. It is open on every day.

Article 2. Readers
1. Everyone may become a reader.
"""
NEW = """The Charter of the Library

Article 1. Readers
1. Everyone from the age of twelve may become a reader.

Article 2. The name
1. The library is called the Lantern.
2. It is open on every working day.
"""
