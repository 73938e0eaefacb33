"""Loading files into the catalogue: read → validate the whole → plan → apply."""
