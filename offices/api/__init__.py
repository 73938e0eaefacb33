"""What citizens and the Mini App ask of offices, and what they get."""
