"""Tests of what is measured in operation."""
