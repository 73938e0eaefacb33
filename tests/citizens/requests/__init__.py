"""Tests of the requests about personal data."""
