"""Tests of beats and duty."""
