"""Tests of officers' pages of reports."""
