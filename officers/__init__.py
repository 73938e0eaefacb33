"""Officers: accounts, second factor, sign-in, guides, first page."""
