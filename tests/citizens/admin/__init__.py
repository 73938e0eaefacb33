"""Tests of the officers' pages for citizens."""
