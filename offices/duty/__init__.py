"""Area officers by hamlet or quarter, and who is on duty."""
