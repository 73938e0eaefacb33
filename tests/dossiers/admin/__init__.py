"""Tests of the officers' pages."""
