"""Tests of the privacy notice, consents and export."""
