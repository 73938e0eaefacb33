"""Events that Zalo sends, of the Mini App and of the Official Account.

`verification` turns raw body and headers into a verified event, `actions` stores it once and then
processes it, `views` are the two addresses. An app that wants to know of an event calls
`webhooks.register_handler(name, handler)` in its AppConfig.ready.
"""

from citizens.webhooks.handlers import OaEvent, register_handler

__all__ = ["OaEvent", "register_handler"]
