"""The annexes of the dossier."""
