"""Tests of the satisfaction figures."""
