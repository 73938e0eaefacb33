"""Tests of the first week."""
