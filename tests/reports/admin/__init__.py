"""Tests of the officers' pages of reports."""
