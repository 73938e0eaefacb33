"""Tests of Official Accounts."""
