"""Tests of what citizens and officers do with reports."""
