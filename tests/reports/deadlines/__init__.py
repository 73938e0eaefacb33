"""Tests of reports/deadlines."""
