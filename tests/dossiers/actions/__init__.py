"""Tests of the actions on dossiers."""
