"""The project without its memory of answers: every request is worked out anew."""

from foundation.publishing import conditional
from police_portal.wsgi import application

__all__ = ["application"]

conditional.MAX_REMEMBERED = 0
