"""One module per format: bytes in, paragraphs out."""
