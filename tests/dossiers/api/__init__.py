"""Tests of dossiers/api."""
