"""The project with a memory of no answers.

Every request is worked out anew, as if nobody had asked it before.
"""

from foundation.publishing import conditional
from police_portal.wsgi import application

__all__ = ["application"]

conditional.MAX_REMEMBERED = 0
