"""Settings of reports with their evidence, and of announcements."""

from police_portal.environment.reading import text, whole_number

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
    2,
    "After how many days a citizen's file that was sent with no report is deleted; at least 2, for "
    "which the Mini App keeps what could not leave. One uploaded without a session goes after 1.",
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
EVIDENCE_ADDRESS_BYTES_PER_HOUR = whole_number(
    "EVIDENCE_ADDRESS_BYTES_PER_HOUR",
    400 * 1024**2,
    "How many bytes one address without a session may upload in an hour, per process; what two "
    "processes let it upload in a day stays below EVIDENCE_UNUSED_TICKET_BYTES.",
)
EVIDENCE_TICKET_MINUTES = whole_number(
    "EVIDENCE_TICKET_MINUTES",
    60,
    "How long a citizen's ticket for uploading evidence works; a file has to be through by then.",
)
SEALED_DIR = text(
    "SEALED_DIR",
    "",
    "Folder of the encrypted originals of files that people send, which no web server may serve; "
    "empty is `media/sealed` below DATA_DIR.",
)
