"""Tests of reports/api."""
