"""Tests of the common parts of endpoints."""
