"""Tests of the measurements in operation."""
