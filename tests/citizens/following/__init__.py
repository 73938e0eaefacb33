"""Tests of citizens/following."""
