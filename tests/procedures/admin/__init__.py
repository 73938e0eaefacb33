"""Officers' pages of the catalogue, through HTTP."""
