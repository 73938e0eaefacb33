"""Tests of reports/reporter."""
