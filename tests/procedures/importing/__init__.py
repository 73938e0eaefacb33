"""Tests of loading files into the catalogue."""
