"""Figures about reports that everybody may read."""
