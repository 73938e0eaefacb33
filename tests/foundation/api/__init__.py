"""Tests of what every endpoint shares."""
