"""Commands of the feedback app."""
