"""What citizens ask of their dossiers, and what they get."""
