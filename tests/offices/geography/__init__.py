"""Tests of offices/geography."""
