"""Revisions, snapshots, conditional answers."""
