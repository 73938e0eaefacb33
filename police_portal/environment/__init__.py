"""Every setting that comes from the environment: declared once, read when it is declared.

`.env.example` and `docs/settings.md` are generated from the declarations.
"""

# isort: off
# They declare the settings, in the order of the documents.
from police_portal.environment import (  # noqa: F401
    province,
    made,
    large,
    engines,
    storage,
    development,
)
# isort: on

from police_portal.environment.reading import BASE_DIR, PARTS, SETTINGS, Setting, read

__all__ = ["BASE_DIR", "PARTS", "SETTINGS", "Setting", "read"]
