"""Tests of the month's report."""
