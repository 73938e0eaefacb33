"""What people search for, read and ask, and where their dossiers wait, by week and office."""
