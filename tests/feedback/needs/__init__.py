"""Tests of what people need."""
