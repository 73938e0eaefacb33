"""One row on one screen."""
