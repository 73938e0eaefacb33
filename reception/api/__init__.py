"""What citizens and the Mini App ask of the counter."""
