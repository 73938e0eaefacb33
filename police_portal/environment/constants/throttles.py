"""How often one caller may use costly endpoints in a minute.

Of each web process or, with CACHE_URL, of all. MEASURING lifts every bound.
"""

from police_portal.environment.development import MEASURING

_NEVER_REACHED = 1_000_000_000
_BOUNDS = {
    # Requests for catalogue answers not yet in memory, per address.
    "catalogue": 6000,
    # Checks for scams from one address; carriers put thousands of phones behind one.
    "scam_check": 600,
    # Requests of one signed-in citizen.
    "citizen": 300,
    # Logins from one address; carriers put thousands of phones behind one.
    "login": 1200,
    # Uses of one Zalo access token.
    "token": 10,
    # Phone verifications of one citizen.
    "phone": 5,
    # Places of phones asked for from one address; each asks Zalo.
    "location": 1200,
    # Webhooks from one address; Zalo sends from few.
    "webhook": 6000,
    # Exports of one citizen's own data.
    "export": 2,
    # Look-ups by code of one citizen or, without a session, one address.
    "lookup": 60,
    # Deliveries of one connector key.
    "connector": 60,
    # Events, dossiers and counts that one connector key reads, per process.
    "connector_read": 300,
    # Counters, windows and boards asked for from one address.
    "queue": 6000,
    # Bookings and changes of numbers by one citizen.
    "queue_number": 10,
    # Questions and messages of one citizen.
    "question": 10,
    # Photo uploads of one citizen.
    "photo": 20,
    # Photos fetched by one address.
    "photo_view": 1200,
    # Checks of a draft by one citizen or, without a session, one address.
    "report_check": 60,
    # Thumbs for answer cards from one address; carriers put thousands behind one.
    "answer_rating": 120,
    # Ratings of one citizen.
    "rating": 10,
    # Reads of one's own reports by one citizen, or by one pass for a report.
    "reporter": 300,
    # Files, and parts of 4 MiB, that one sender uploads as evidence.
    "evidence": 300,
    # Tickets for uploads of one citizen or, without a session, one address.
    "evidence_ticket": 60,
    # Challenges of announcements by one citizen.
    "challenge": 6,
    # Searches of one officer; typing a name asks a few times.
    "desk_search": 120,
    # How often pages of one officer ask for what is new; one page asks 3 times.
    "desk_live": 30,
    # How often one officer's browser keeps what is being typed.
    "desk_draft": 60,
    # Reports and what is added to them, of one citizen, one pass or, without either, one address.
    "report_write": 60,
}
# Scope of a throttle → requests a minute.
THROTTLES = dict.fromkeys(_BOUNDS, _NEVER_REACHED) if MEASURING else _BOUNDS
# Look-ups by code in ten minutes, of each kind: of one citizen, and of one address without a
# session.
LOOKUP_TRIES = LOOKUP_ADDRESS_TRIES = _NEVER_REACHED if MEASURING else 20
