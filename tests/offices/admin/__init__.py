"""Tests of officers' pages of offices."""
