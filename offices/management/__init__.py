"""Commands of the offices app."""
