"""Tests of announcements/publishing."""
