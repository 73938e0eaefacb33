"""The law calendar: closures, acts that overtake a text, work for officers."""
