"""Tests of announcements on Official Accounts."""
