"""How Zalo is spoken to: its addresses, time-outs, terms; when and how notices go."""

from police_portal.environment.development import ZALO_SIMULATOR_URL

# How old a webhook may be; Zalo repeats for two hours what it could not deliver.
ZALO_WEBHOOK_HOURS = 3

# Zalo's data terms [S], shorter than the law: hours in which a person's request about their data
# is to be answered; 0 leaves the law's periods alone.
ZALO_RIGHTS_HOURS = 72

# Zalo's data terms [S], shorter than the law's 72: hours in which Zalo is to be told of a breach;
# check_zalo shows them.
ZALO_BREACH_HOURS = 24

# Address of Zalo's Social API.
ZALO_GRAPH_URL = ZALO_SIMULATOR_URL or "https://graph.zalo.me"

# Address at which Zalo renews the Official Account's tokens.
ZALO_OAUTH_URL = ZALO_SIMULATOR_URL or "https://oauth.zaloapp.com"

# Address of Zalo's messages by phone number.
ZALO_BUSINESS_URL = ZALO_SIMULATOR_URL or "https://business.openapi.zalo.me"

# Address of Zalo's messages by Official Account.
ZALO_OPENAPI_URL = ZALO_SIMULATOR_URL or "https://openapi.zalo.me"

# Address of Zalo's Mini App notifications.
ZALO_MINIAPP_URL = ZALO_SIMULATOR_URL or "https://openapi.mini.zalo.me"

# How long a connection to Zalo may take.
ZALO_CONNECT_SECONDS: float = 2.0

# How long Zalo may be silent.
ZALO_READ_SECONDS: float = 4.0

# How long a call to Zalo may take in all.
ZALO_TOTAL_SECONDS: float = 6.0

# How many calls to Zalo all web processes together have under way, where CACHE_URL is set.
ZALO_CALLS_TOGETHER = 64

# How many messages one process of send_notices has on their way to Zalo at once; 32 at most, for
# each has four claims, which must end within their lease.
NOTICES_SENDERS = 4

# Which channel is tried first; the same template costs less by user than by phone.
NOTICES_CHANNEL_ORDER = ["user", "phone", "text", "notification"]

# Hours in which no template goes to users of the Official Account; `none` for none.
NOTICES_QUIET_USER = "22-6"

# Hours in which no consultation message is sent, but for answers to what somebody wrote.
NOTICES_QUIET_TEXT = "22-6"

# Hours in which no Mini App notification is sent.
NOTICES_QUIET_NOTIFICATION = "22-6"

# Channels that make no sound by night: what is ready to be fetched goes out on them at once;
# `none` for none.
NOTICES_SILENT_CHANNELS = ["user"]

# Ask Zalo before each consultation message whether it is still free, and take another channel if
# it is not; one more call for each.
NOTICES_ASK_FREE_REPLIES = False
