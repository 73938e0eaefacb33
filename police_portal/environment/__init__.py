"""Every setting that comes from the environment: declared once, read when it is declared.

`.env.example` and `docs/settings.md` are generated from the declarations.
"""

from police_portal.environment import rooms, service  # noqa: F401  # they declare the settings
from police_portal.environment.reading import BASE_DIR, SETTINGS, Setting, read

__all__ = ["BASE_DIR", "SETTINGS", "Setting", "read"]
