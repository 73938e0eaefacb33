"""Tests of offices/api."""
