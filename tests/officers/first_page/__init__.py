"""Tests of the officers' first page, trends and report."""
