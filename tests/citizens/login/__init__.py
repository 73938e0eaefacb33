"""Tests of citizens/login."""
