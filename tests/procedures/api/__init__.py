"""Tests of procedures/api."""
