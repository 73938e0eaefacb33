"""Tests of citizens/api."""
