"""Incidents of the system and the dossier of its level."""
