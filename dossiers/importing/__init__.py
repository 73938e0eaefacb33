"""Dossiers from files: read → rows and faults → decide (create, move on, unchanged, conflict) → apply in batches."""
