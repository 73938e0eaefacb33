"""Consents, the privacy notice, and the export."""
