"""Tests of the loops and jobs."""
