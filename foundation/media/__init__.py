"""Files that people send: what they are, pictures made clean, originals kept sealed."""
