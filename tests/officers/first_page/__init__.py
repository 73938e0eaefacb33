"""Tests of the officers' first page and trends."""
