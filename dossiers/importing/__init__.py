"""Dossiers from files.

Read → rows and faults → decide (create, move on, unchanged, conflict) → apply in batches.
"""
