"""Tests of what of reports is public."""
