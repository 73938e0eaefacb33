"""The door for machines: the province's connector pushes dossiers in bulk."""
