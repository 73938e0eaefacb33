"""Tests of police_portal/documents."""
