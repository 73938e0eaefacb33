"""Template filters of feedback."""
