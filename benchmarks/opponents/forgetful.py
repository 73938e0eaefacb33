"""The project with a memory of no answers: every request is worked out anew, as if nobody had asked it before."""

from police_portal.api import conditional
from police_portal.wsgi import application

__all__ = ["application"]

conditional.MAX_REMEMBERED = 0
