"""Tests of police_portal/database."""
