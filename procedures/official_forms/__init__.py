"""Official forms: their copy in a version, the text of a day, publishing."""
