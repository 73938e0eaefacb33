"""What citizens and the Mini App ask of the catalogue, and what they get."""
