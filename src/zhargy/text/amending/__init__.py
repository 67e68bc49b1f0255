"""Amending acts: read into instructions, applied to the act in force, written from two editions."""
