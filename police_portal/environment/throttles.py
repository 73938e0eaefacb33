"""Limits on how often one sender may use costly endpoints."""

from police_portal.environment.reading import whole_number

THROTTLES = {
    "catalogue": whole_number(
        "THROTTLE_CATALOGUE_PER_MINUTE",
        6000,
        "Requests for catalogue answers not yet in memory, per address and process.",
    ),
    "scam_check": whole_number(
        "THROTTLE_SCAM_CHECK_PER_MINUTE",
        600,
        "Checks for scams from one address, per process; carriers put thousands of phones behind "
        "one.",
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
    "location": whole_number(
        "THROTTLE_LOCATION_PER_MINUTE",
        1200,
        "Places of phones asked for from one address, per process; each asks Zalo.",
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
    "queue": whole_number(
        "THROTTLE_QUEUE_PER_MINUTE",
        6000,
        "Counters, windows and boards asked for from one address, per process.",
    ),
    "queue_number": whole_number(
        "THROTTLE_QUEUE_NUMBER_PER_MINUTE",
        10,
        "Bookings and changes of numbers by one citizen, per process.",
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
    "answer_rating": whole_number(
        "THROTTLE_ANSWER_RATING_PER_MINUTE",
        120,
        "Thumbs for answer cards from one address, per process; carriers put thousands behind one.",
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
    "desk_draft": whole_number(
        "THROTTLE_DESK_DRAFT_PER_MINUTE",
        60,
        "How often one officer's browser keeps what is being typed, per process.",
    ),
    "report_write": whole_number(
        "THROTTLE_REPORT_WRITE_PER_MINUTE",
        60,
        "Reports and what is added to them, of one citizen, one pass or, without either, one "
        "address, per process.",
    ),
}
