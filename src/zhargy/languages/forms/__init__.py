"""How words of a language change: endings, irregular words, words that only look inflected."""
