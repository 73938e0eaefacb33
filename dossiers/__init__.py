"""Dossiers of citizens: where they stand, what comes next, when they are due."""
