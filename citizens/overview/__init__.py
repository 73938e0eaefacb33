"""The citizen's own page in one request: `parts` says what stands on it, `views` answers it."""
