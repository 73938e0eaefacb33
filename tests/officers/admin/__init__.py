"""Tests of the project's own pages for officers."""
