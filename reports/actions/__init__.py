"""The only writers of reports; a file for each side and kind of change."""
