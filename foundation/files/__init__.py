"""What all storage of files shares: the one error, and whose the files are."""
