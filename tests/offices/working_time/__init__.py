"""Tests of offices/working_time."""
