"""From paragraphs to the tree of an act."""
