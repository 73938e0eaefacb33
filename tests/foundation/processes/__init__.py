"""Tests of what each process has of its own."""
