"""One search over all that an officer may open; each room registers what it finds."""

from foundation.desk.search.sources import Act, Asked, Found, Source, register, register_acts

__all__ = ["Act", "Asked", "Found", "Source", "register", "register_acts"]
