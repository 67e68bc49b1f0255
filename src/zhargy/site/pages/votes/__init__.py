"""The pages of a referendum, a module for each part of them."""
