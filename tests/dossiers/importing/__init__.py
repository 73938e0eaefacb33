"""Tests of loading dossiers from files."""
