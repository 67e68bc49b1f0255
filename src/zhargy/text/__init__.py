"""Texts: provisions, acts, readers, writers."""
