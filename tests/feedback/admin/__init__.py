"""Tests of the officers' pages of feedback."""
