"""What the province's systems read here: events, and dossiers and counts to compare with."""
