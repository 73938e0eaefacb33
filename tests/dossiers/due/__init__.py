"""Tests of dossiers/due."""
