"""Tests of procedures/publishing."""
