"""Commands of the work."""
