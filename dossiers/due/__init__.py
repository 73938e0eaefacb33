"""When a dossier is due: clock, pauses, state and words."""
