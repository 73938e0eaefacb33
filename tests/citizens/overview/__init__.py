"""Tests of the citizen's own page."""
