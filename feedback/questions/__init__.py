"""Citizens' questions and officers' answers."""
