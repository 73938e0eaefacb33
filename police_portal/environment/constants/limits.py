"""How large, how many, how fast: bounds of requests, files and engines."""

# Web origins that may call the API: the two of Zalo Mini Apps.
CORS_ALLOWED_ORIGINS = ["https://h5.zdn.vn", "zbrowser://h5.zdn.vn"]

# Largest request body in bytes that the API reads; photos and the connector have their own.
MAX_BODY_BYTES = 65_536

# How many seconds browsers must insist on https (production only).
SECURE_HSTS_SECONDS = 31_536_000

# How long a web request waits for an answer of PostgreSQL before it is answered 503; its
# statements end half a second earlier.
DATABASE_WAIT_SECONDS: float = 5.0

# How many seconds late the replica may be; while it is later, the database itself answers.
DATABASE_REPLICA_LATE_SECONDS: float = 10.0

# How long a connection to the bucket may take.
STORAGE_CONNECT_SECONDS: float = 2.0

# How long the bucket may be silent.
STORAGE_READ_SECONDS: float = 4.0

# How long one call to the bucket may take in all, the second attempt included; it moves 16 MB at
# most.
STORAGE_TOTAL_SECONDS: float = 8.0

# Largest delivery of the connector's in bytes.
# A thousand dossiers with all that the ministry's exchange has; deploy/nginx.conf bounds it, too.
CONNECTOR_MAX_BODY_BYTES = 8_388_608

# What share of dossiers and answers is to be on time, in percent; leaders' figures are marked by
# it.
ON_TIME_TARGET: float = 95.0

# What share of ratings is to be 4 or 5, in percent; leaders' figures are marked by it.
SATISFACTION_TARGET: float = 90.0

# Largest photo in bytes that a citizen may send.
PHOTO_MAX_BYTES = 10_485_760

# How many photos one process re-encodes at once; each takes up to 150 MB for a moment.
PHOTOS_AT_ONCE = 1

# How many photos all processes together re-encode at once, where CACHE_URL is set.
PHOTOS_TOGETHER = 16

# How many reports one citizen may send on one day.
REPORTS_PER_DAY = 60

# How many reports may come on one day from one address without a session; carriers put thousands
# of phones behind one.
REPORTS_PER_DAY_OF_ADDRESS = 1000

# Largest photo in bytes sent as evidence with a report.
REPORT_PHOTO_MAX_BYTES = 20_971_520

# Largest video in bytes sent as evidence with a report.
REPORT_VIDEO_MAX_BYTES = 104_857_600

# How many photos and videos one report may have.
REPORT_MAX_FILES = 6

# How many uploaded files of one sender may wait for being sent with a report.
EVIDENCE_UNUSED_FILES = 18

# How many bytes of all senders without a session may wait for being sent with a report.
EVIDENCE_UNUSED_TICKET_BYTES = 20 * 1024**3

# How many bytes one address without a session may upload in an hour, per process; what two
# processes let it upload in a day stays below EVIDENCE_UNUSED_TICKET_BYTES.
EVIDENCE_ADDRESS_BYTES_PER_HOUR = 400 * 1024**2
