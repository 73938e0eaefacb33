"""Commands of the citizens app."""
