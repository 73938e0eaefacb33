"""Tests of what an operator installs: deploy/ and the books."""
