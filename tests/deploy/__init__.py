"""Tests of what an operator installs: deploy/ and docs/operations.md."""
