"""The public site and the record from a server: the bytes that `zhargy site` writes, made when they
are asked for and kept in memory."""
