"""Tests of where files lie."""
