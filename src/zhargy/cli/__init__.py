"""One module per command: parse, call one function of `reform`, print."""
