"""Settings of single rooms: officers' and citizens' sessions, rates, periods, notices."""

from police_portal.environment.reading import (
    flag,
    number,
    optional_flag,
    text,
    texts,
    whole_number,
)
from police_portal.environment.service import DEBUG

_second_factor = optional_flag(
    "SECOND_FACTOR",
    "Officers prove a second factor at sign-in; unset: unless DEBUG is on. Never off in "
    "production.",
)
SECOND_FACTOR: bool = not DEBUG if _second_factor is None else _second_factor
OFFICER_IDLE_MINUTES = whole_number(
    "OFFICER_IDLE_MINUTES", 30, "An officer's session ends after this time without a click."
)
OFFICER_SESSION_HOURS = whole_number(
    "OFFICER_SESSION_HOURS", 12, "An officer's session ends after this time at the latest."
)
OFFICER_DISABLE_DAYS = whole_number(
    "OFFICER_DISABLE_DAYS",
    45,
    "An officer's account that nobody signed in to for so many days is disabled.",
)
ACCOUNT_REVIEW_DAYS = whole_number(
    "ACCOUNT_REVIEW_DAYS",
    90,
    "How often leaders are to review each account of their offices, in days.",
)
LOOKUP_TRIES = whole_number(
    "LOOKUP_TRIES", 20, "Look-ups by code that a citizen has in ten minutes, of each kind."
)
LOOKUP_ADDRESS_TRIES = whole_number(
    "LOOKUP_ADDRESS_TRIES",
    20,
    "Look-ups by code in ten minutes, of each kind, of one address without a session.",
)
IMPORT_DAYS = whole_number(
    "IMPORT_DAYS",
    30,
    "How many days the encrypted rows of an imported file and its list of faults are kept.",
)
CONNECTOR_MAX_BODY_BYTES = whole_number(
    "CONNECTOR_MAX_BODY_BYTES", 1_048_576, "Largest delivery of the connector's in bytes."
)
CONNECTOR_DELIVERY_DAYS = whole_number(
    "CONNECTOR_DELIVERY_DAYS",
    90,
    "How many days the answers to the connector's deliveries are kept.",
)
ACCESS_LOG_DAYS = whole_number(
    "ACCESS_LOG_DAYS",
    730,
    "How many days the logs of looks at personal data and of changes are kept; at least 730.",
)
ADMIN_HISTORY_DAYS = whole_number(
    "ADMIN_HISTORY_DAYS", 1825, "How many days the admin's own history of officers' acts is kept."
)
SIGN_IN_LOG_DAYS = whole_number(
    "SIGN_IN_LOG_DAYS", 365, "How many days officers' sign-ins and failed sign-ins are kept."
)
REQUEST_WORDS_DAYS = whole_number(
    "REQUEST_WORDS_DAYS",
    365,
    "How many days the words of a closed request about personal data are kept.",
)
CITIZEN_UNSEEN_DAYS = whole_number(
    "CITIZEN_UNSEEN_DAYS",
    1095,
    "After how many days without a login a citizen's data is erased; at least 30.",
)
BLOCKED_IDENTITY_DAYS = whole_number(
    "BLOCKED_IDENTITY_DAYS",
    730,
    "How many days a blocked citizen who erased their data is still recognised; at least 30.",
)
WEBHOOK_EVENT_DAYS = whole_number(
    "WEBHOOK_EVENT_DAYS",
    30,
    "How many days it is kept that a webhook came; at least 7. What it said goes at once.",
)
NOTICE_DAYS = whole_number(
    "NOTICE_DAYS",
    365,
    "How many days notices to citizens are kept, with the ways they went; at least 30.",
)
SEARCH_COUNT_DAYS = whole_number(
    "SEARCH_COUNT_DAYS", 730, "How many days the daily counts of search texts are kept."
)
LOOKUP_LOG_DAYS = whole_number(
    "LOOKUP_LOG_DAYS", 180, "How many days the log of look-ups by code is kept; at least 30."
)
NEARLY_DUE_DAYS = whole_number(
    "NEARLY_DUE_DAYS", 2, "A dossier is nearly due from so many working days before its due date."
)
ON_TIME_TARGET = number(
    "ON_TIME_TARGET",
    95,
    "What share of dossiers and answers is to be on time, in percent; leaders' figures are "
    "marked by it.",
)
SATISFACTION_TARGET = number(
    "SATISFACTION_TARGET",
    90,
    "What share of ratings is to be 4 or 5, in percent; leaders' figures are marked by it.",
)
RATING_QR_MINUTES = whole_number(
    "RATING_QR_MINUTES", 10, "How long a single-use code for rating a visit works."
)
RATING_WORDS_DAYS = whole_number(
    "RATING_WORDS_DAYS",
    730,
    "How many days the words of a rating are kept; its marks stay, and lead to nobody.",
)
SESSION_HOURS = whole_number("SESSION_HOURS", 12, "How long a citizen's session lives after login.")
QUESTION_ANSWER_HOURS = whole_number(
    "QUESTION_ANSWER_HOURS",
    16,
    "Within how many working hours a citizen's question has to be answered.",
)
QUESTION_WORDS_DAYS = whole_number(
    "QUESTION_WORDS_DAYS",
    730,
    "How many days the words and photos of a question that is over are kept.",
)
NOTE_DAYS = whole_number(
    "NOTE_DAYS",
    730,
    "How many days officers' notes to each other are kept, where the citizen's words still are.",
)
PHOTO_MAX_BYTES = whole_number(
    "PHOTO_MAX_BYTES", 10_485_760, "Largest photo in bytes that a citizen may send."
)
PHOTOS_AT_ONCE = whole_number(
    "PHOTOS_AT_ONCE",
    1,
    "How many photos one process re-encodes at once; each takes up to 150 MB for a moment.",
)
PHOTO_ADDRESS_MINUTES = whole_number(
    "PHOTO_ADDRESS_MINUTES", 10, "How long the signed address of a photo and an upload ticket work."
)
PHOTO_UNUSED_DAYS = whole_number(
    "PHOTO_UNUSED_DAYS",
    1,
    "After how many days a photo that was uploaded and never sent is deleted.",
)
REPORTS_PER_DAY = whole_number(
    "REPORTS_PER_DAY", 60, "How many reports one citizen may send on one day."
)
REPORTS_PER_DAY_OF_ADDRESS = whole_number(
    "REPORTS_PER_DAY_OF_ADDRESS",
    1000,
    "How many reports may come on one day from one address without a session; carriers put "
    "thousands of phones behind one.",
)
REPORT_UNPROVEN_DAYS = whole_number(
    "REPORT_UNPROVEN_DAYS",
    365,
    "How many days words, files and sender of a report are kept that was withdrawn, declined or "
    "insufficient.",
)
REPORT_CONCLUDED_DAYS = whole_number(
    "REPORT_CONCLUDED_DAYS",
    730,
    "How many days words, files and sender of a concluded report are kept: the limitation period "
    "and a year.",
)
REPORT_HANDED_OVER_DAYS = whole_number(
    "REPORT_HANDED_OVER_DAYS",
    365,
    "How many days words, files and sender of a report are kept that another body has taken over.",
)
EVIDENCE_UNUSED_DAYS = whole_number(
    "EVIDENCE_UNUSED_DAYS",
    1,
    "After how many days a file that was uploaded and sent with no report is deleted.",
)
ANNOUNCEMENT_DRAFT_DAYS = whole_number(
    "ANNOUNCEMENT_DRAFT_DAYS",
    180,
    "After how many days the words of an announcement that was never published are deleted.",
)
ANNOUNCEMENT_PERSON_DAYS = whole_number(
    "ANNOUNCEMENT_PERSON_DAYS",
    365,
    "How many days words and picture of an ended wanted or missing notice are kept, for officers "
    "only; at least 365.",
)
ANNOUNCEMENT_CHALLENGE_DAYS = whole_number(
    "ANNOUNCEMENT_CHALLENGE_DAYS",
    365,
    "How many days an answered challenge of an announcement is kept.",
)
ANNOUNCEMENT_PICTURE_DAYS = whole_number(
    "ANNOUNCEMENT_PICTURE_DAYS",
    7,
    "After how many days an uploaded picture is deleted that no announcement uses.",
)
REPORT_PHOTO_MAX_BYTES = whole_number(
    "REPORT_PHOTO_MAX_BYTES", 20_971_520, "Largest photo in bytes sent as evidence with a report."
)
REPORT_VIDEO_MAX_BYTES = whole_number(
    "REPORT_VIDEO_MAX_BYTES", 104_857_600, "Largest video in bytes sent as evidence with a report."
)
REPORT_MAX_FILES = whole_number(
    "REPORT_MAX_FILES", 6, "How many photos and videos one report may have."
)
EVIDENCE_UNUSED_FILES = whole_number(
    "EVIDENCE_UNUSED_FILES",
    18,
    "How many uploaded files of one sender may wait for being sent with a report.",
)
EVIDENCE_UNUSED_TICKET_BYTES = whole_number(
    "EVIDENCE_UNUSED_TICKET_BYTES",
    20 * 1024**3,
    "How many bytes of all senders without a session may wait for being sent with a report.",
)
EVIDENCE_TICKET_MINUTES = whole_number(
    "EVIDENCE_TICKET_MINUTES",
    60,
    "How long a citizen's ticket for uploading evidence works; a file has to be through by then.",
)
OPEN311 = flag(
    "OPEN311",
    default=False,
    sentence="List site reports for other services at /open311/v2/, without words, places and "
    "senders.",
)
SEALED_DIR = text(
    "SEALED_DIR",
    "",
    "Folder of the encrypted originals of files that people send, which no web server may serve; "
    "empty is `media/sealed` below DATA_DIR.",
)
NOTICES_SENDERS = whole_number(
    "NOTICES_SENDERS",
    4,
    "How many messages one process of send_notices has on their way to Zalo at once.",
)
NOTICES_PER_SECOND = number(
    "NOTICES_PER_SECOND",
    10.0,
    "How many messages a second one process of send_notices sends at most.",
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
THROTTLES = {
    "catalogue": whole_number(
        "THROTTLE_CATALOGUE_PER_MINUTE",
        6000,
        "Requests for catalogue answers not yet in memory, per address and process.",
    ),
    "citizen": whole_number(
        "THROTTLE_CITIZEN_PER_MINUTE", 300, "Requests of one signed-in citizen, per process."
    ),
    "login": whole_number(
        "THROTTLE_LOGIN_PER_MINUTE",
        1200,
        "Logins from one address, per process; carriers put thousands of phones behind one.",
    ),
    "token": whole_number(
        "THROTTLE_TOKEN_PER_MINUTE", 10, "Uses of one Zalo access token, per process."
    ),
    "phone": whole_number(
        "THROTTLE_PHONE_PER_MINUTE", 5, "Phone verifications of one citizen, per process."
    ),
    "webhook": whole_number(
        "THROTTLE_WEBHOOK_PER_MINUTE",
        6000,
        "Webhooks from one address, per process; Zalo sends from few.",
    ),
    "export": whole_number(
        "THROTTLE_EXPORT_PER_MINUTE", 2, "Exports of one citizen's own data, per process."
    ),
    "lookup": whole_number(
        "THROTTLE_LOOKUP_PER_MINUTE",
        60,
        "Look-ups by code of one citizen or, without a session, one address, per process.",
    ),
    "connector": whole_number(
        "THROTTLE_CONNECTOR_PER_MINUTE", 60, "Deliveries of one connector key, per process."
    ),
    "question": whole_number(
        "THROTTLE_QUESTION_PER_MINUTE", 10, "Questions and messages of one citizen, per process."
    ),
    "photo": whole_number(
        "THROTTLE_PHOTO_PER_MINUTE", 20, "Photo uploads of one citizen, per process."
    ),
    "photo_view": whole_number(
        "THROTTLE_PHOTO_VIEW_PER_MINUTE", 1200, "Photos fetched by one address, per process."
    ),
    "report_check": whole_number(
        "THROTTLE_REPORT_CHECK_PER_MINUTE",
        60,
        "Checks of a draft by one citizen or, without a session, one address, per process.",
    ),
    "rating": whole_number(
        "THROTTLE_RATING_PER_MINUTE", 10, "Ratings of one citizen, per process."
    ),
    "reporter": whole_number(
        "THROTTLE_REPORTER_PER_MINUTE",
        300,
        "Reads of one's own reports by one citizen, or by one pass for a report, per process.",
    ),
    "evidence": whole_number(
        "THROTTLE_EVIDENCE_PER_MINUTE",
        300,
        "Files, and parts of 4 MiB, that one sender uploads as evidence, per process.",
    ),
    "evidence_ticket": whole_number(
        "THROTTLE_EVIDENCE_TICKET_PER_MINUTE",
        60,
        "Tickets for uploads of one citizen or, without a session, one address, per process.",
    ),
    "challenge": whole_number(
        "THROTTLE_CHALLENGE_PER_MINUTE",
        6,
        "Challenges of announcements by one citizen, per process.",
    ),
    "desk_search": whole_number(
        "THROTTLE_DESK_SEARCH_PER_MINUTE",
        120,
        "Searches of one officer, per process; typing a name asks a few times.",
    ),
    "desk_live": whole_number(
        "THROTTLE_DESK_LIVE_PER_MINUTE",
        30,
        "How often pages of one officer ask for what is new, per process; one page asks 3 times.",
    ),
    "report_write": whole_number(
        "THROTTLE_REPORT_WRITE_PER_MINUTE",
        60,
        "Reports and what is added to them, of one citizen, one pass or, without either, one "
        "address, per process.",
    ),
}
