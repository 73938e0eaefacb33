"""The parts of `make bench`, a module each: `measure(database, small=…)` yields the rows."""
