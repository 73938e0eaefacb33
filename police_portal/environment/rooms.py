"""Settings of single rooms: officers' and citizens' sessions, limits, retention periods."""

from police_portal.environment.reading import number, optional_flag, whole_number
from police_portal.environment.service import DEBUG

_second_factor = optional_flag(
    "SECOND_FACTOR",
    "Officers prove a second factor at sign-in; unset: unless DEBUG is on. Never off in "
    "production.",
)
SECOND_FACTOR: bool = not DEBUG if _second_factor is None else _second_factor
OFFICER_IDLE_MINUTES = whole_number(
    "OFFICER_IDLE_MINUTES",
    15,
    "An officer's session ends after this time without a click; level 3 suggests 15.",
)
ADMINISTRATOR_IDLE_MINUTES = whole_number(
    "ADMINISTRATOR_IDLE_MINUTES",
    5,
    "The same for who may change accounts; level 3 suggests 5.",
)
ADMINISTRATOR_PASSWORD_DAYS = whole_number(
    "ADMINISTRATOR_PASSWORD_DAYS",
    60,
    "After so many days who may change accounts needs a new password, not one of the last ten; "
    "level 3 suggests 60. 0 turns it off.",
)
OFFICER_SESSION_HOURS = whole_number(
    "OFFICER_SESSION_HOURS", 12, "An officer's session ends after this time at the latest."
)
OFFICER_DISABLE_DAYS = whole_number(
    "OFFICER_DISABLE_DAYS",
    45,
    "An officer's account that nobody signed in to for so many days is disabled.",
)
SECOND_PERSON_DAYS = whole_number(
    "SECOND_PERSON_DAYS",
    30,
    "For so many days an account counts as the person who made it, set its password or reset its "
    "second factor, where a second person is needed.",
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
IMPORT_CONFLICT_DAYS = whole_number(
    "IMPORT_CONFLICT_DAYS",
    180,
    "How many days a row that contradicts a dossier waits for an officer; at least 30.",
)
CONNECTOR_MAX_BODY_BYTES = whole_number(
    "CONNECTOR_MAX_BODY_BYTES", 1_048_576, "Largest delivery of the connector's in bytes."
)
CONNECTOR_DELIVERY_DAYS = whole_number(
    "CONNECTOR_DELIVERY_DAYS",
    90,
    "How many days the answers to the connector's deliveries are kept.",
)
EVENTS_DAYS = whole_number(
    "EVENTS_DAYS", 30, "How many days other systems can read an event again."
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
    95.0,
    "What share of dossiers and answers is to be on time, in percent; leaders' figures are "
    "marked by it.",
)
SATISFACTION_TARGET = number(
    "SATISFACTION_TARGET",
    90.0,
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
QUEUE_NAME_DAYS = whole_number(
    "QUEUE_NAME_DAYS", 1, "How many days after an appointment the visitor's name is kept."
)
QUEUE_PRIORITY_DAYS = whole_number(
    "QUEUE_PRIORITY_DAYS", 7, "How many days is kept who was called first as one of a group."
)
QUEUE_PERSON_DAYS = whole_number(
    "QUEUE_PERSON_DAYS", 30, "How many days is kept who had which number at a counter."
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
PHOTOS_TOGETHER = whole_number(
    "PHOTOS_TOGETHER",
    16,
    "How many photos all processes together re-encode at once, where CACHE_URL is set.",
)
PHOTO_ADDRESS_MINUTES = whole_number(
    "PHOTO_ADDRESS_MINUTES", 10, "How long the signed address of a photo and an upload ticket work."
)
PHOTO_UNUSED_DAYS = whole_number(
    "PHOTO_UNUSED_DAYS",
    2,
    "After how many days a photo that was uploaded and never sent is deleted; at least 2, for "
    "which the Mini App keeps what could not leave.",
)
