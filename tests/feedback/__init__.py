"""Tests of the citizens app."""
