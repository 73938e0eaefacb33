"""Tests of dossiers/owners."""
