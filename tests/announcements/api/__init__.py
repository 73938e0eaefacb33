"""Tests of announcements/api."""
