"""Tests of the table of settings."""
