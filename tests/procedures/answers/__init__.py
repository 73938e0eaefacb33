"""Tests of the answer card."""
