"""Tests of procedures/counts."""
