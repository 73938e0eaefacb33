"""Tests of kinds of reports."""
