"""The law as a clock: procedures that an act closes, and acts that a text does not know yet."""
