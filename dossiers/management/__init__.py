"""Commands of the dossiers app."""
