"""Tests of offices/finding."""
