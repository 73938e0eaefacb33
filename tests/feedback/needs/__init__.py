"""Tests of the weekly needs."""
