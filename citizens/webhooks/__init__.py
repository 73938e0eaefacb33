"""What Zalo tells us.

Events of the Mini App and of the Official Account, verified, stored once, then acted upon.

`reading` turns raw body and headers into a verified event, `actions` stores it and acts upon it,
`views` are the two addresses. An upper module that wants to know of an event calls
`webhooks.on(name, handler)` in its AppConfig.ready.
"""

from citizens.webhooks.handlers import OaEvent, on

__all__ = ["OaEvent", "on"]
