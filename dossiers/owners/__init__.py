"""Whose a dossier is: applicant, owner, look-up with a second factor."""
