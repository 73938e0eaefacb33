"""Tests of the storage of files."""
