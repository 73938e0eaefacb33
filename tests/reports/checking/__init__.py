"""Tests of reports/checking."""
