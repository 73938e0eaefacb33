"""Tests of the models of dossiers."""
