"""Settings of notices to citizens: how fast, by which channels, when not."""

from police_portal.environment.reading import flag, number, text, texts, whole_number

NOTICES_SENDERS = whole_number(
    "NOTICES_SENDERS",
    4,
    "How many messages one process of send_notices has on their way to Zalo at once.",
)
NOTICES_PER_SECOND = number(
    "NOTICES_PER_SECOND",
    10.0,
    "How many messages a second one process of send_notices sends at most; all of them together "
    "where CACHE_URL is set.",
)
NOTICES_MINIAPP = flag(
    "NOTICES_MINIAPP",
    default=False,
    sentence="Send Mini App notifications too; Zalo does not open them to every app.",
)
NOTICES_CHANNEL_ORDER = texts(
    "NOTICES_CHANNEL_ORDER",
    ["user", "phone", "text", "notification"],
    "Which channel is tried first; the same template costs less by user than by phone.",
)
NOTICES_QUIET_USER = text(
    "NOTICES_QUIET_USER",
    "22-6",
    "Hours in which no template goes to users of the Official Account; `none` for none.",
)
NOTICES_QUIET_PHONE = text(
    "NOTICES_QUIET_PHONE",
    "22-6",
    "Hours in which no template goes to phone numbers; 22-7 where a template's tag is 2 or 3.",
)
NOTICES_QUIET_TEXT = text(
    "NOTICES_QUIET_TEXT",
    "22-6",
    "Hours in which no consultation message is sent, but for answers to what somebody wrote.",
)
NOTICES_QUIET_NOTIFICATION = text(
    "NOTICES_QUIET_NOTIFICATION", "22-6", "Hours in which no Mini App notification is sent."
)
NOTICES_SILENT_CHANNELS = texts(
    "NOTICES_SILENT_CHANNELS",
    ["user"],
    "Channels that make no sound by night: what is ready to be fetched goes out on them at "
    "once; `none` for none.",
)
NOTICES_ASK_FREE_REPLIES = flag(
    "NOTICES_ASK_FREE_REPLIES",
    default=False,
    sentence="Ask Zalo before each consultation message whether it is still free, and take another "
    "channel if it is not; one more call for each.",
)
# Scope of a throttle → requests a minute.
