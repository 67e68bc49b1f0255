"""An act as Akoma Ntoso, plain text, JSON."""
