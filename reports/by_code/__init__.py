"""Reports without a session: number and secret code, and the pass that they give."""
