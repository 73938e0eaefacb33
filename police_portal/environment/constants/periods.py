"""How long things are kept, wait or hold. The law, level 3 or what the Mini App keeps gives them.

Each is a setting of Django, so that tests can change it, and none is read from the environment.
"""

# How many days a repeated write is recognised by its Idempotency-Key.
IDEMPOTENCY_DAYS = 2

# An officer's session ends after this time without a click; level 3 suggests 15.
OFFICER_IDLE_MINUTES = 15

# The same for who may change accounts; level 3 suggests 5.
ADMINISTRATOR_IDLE_MINUTES = 5

# After so many days who may change accounts needs a new password, not one of the last ten; level
# 3 suggests 60. 0 turns it off.
ADMINISTRATOR_PASSWORD_DAYS = 60

# An officer's session ends after this time at the latest.
OFFICER_SESSION_HOURS = 12

# An officer's account that nobody signed in to for so many days is disabled.
OFFICER_DISABLE_DAYS = 45

# For so many days an account counts as the person who made it, set its password or reset its
# second factor, where a second person is needed.
SECOND_PERSON_DAYS = 30

# How often leaders are to review each account of their offices, in days.
ACCOUNT_REVIEW_DAYS = 90

# How many days the encrypted rows of an imported file and its list of faults are kept.
IMPORT_DAYS = 30

# How many days a row that contradicts a dossier waits for an officer; at least 30.
IMPORT_CONFLICT_DAYS = 180

# How many days the answers to the connector's deliveries are kept.
CONNECTOR_DELIVERY_DAYS = 90

# How many days other systems can read an event again.
EVENTS_DAYS = 30

# How many days the logs of looks at personal data and of changes are kept; at least 730.
ACCESS_LOG_DAYS = 730

# How many days the admin's own history of officers' acts is kept.
ADMIN_HISTORY_DAYS = 1825

# How many days officers' sign-ins and failed sign-ins are kept.
SIGN_IN_LOG_DAYS = 365

# How many days the words of a closed request about personal data are kept.
REQUEST_WORDS_DAYS = 365

# After how many days without a login a citizen's data is erased; at least 30.
CITIZEN_UNSEEN_DAYS = 1095

# How many days a blocked citizen who erased their data is still recognised; at least 30.
BLOCKED_IDENTITY_DAYS = 730

# How many days it is kept that a webhook came; at least 7. What it said goes at once.
WEBHOOK_EVENT_DAYS = 30

# How many days notices to citizens are kept, with the ways they went; at least 30.
NOTICE_DAYS = 365

# How many days the daily counts of search texts are kept.
SEARCH_COUNT_DAYS = 730

# How many days the log of look-ups by code is kept; at least 30.
LOOKUP_LOG_DAYS = 180

# A dossier is nearly due from so many working days before its due date.
NEARLY_DUE_DAYS = 2

# How long a single-use code for rating a visit works.
RATING_QR_MINUTES = 10

# How many days the words of a rating are kept; its marks stay, and lead to nobody.
RATING_WORDS_DAYS = 730

# How long a citizen's session lives after login.
SESSION_HOURS = 12

# Within how many working hours a citizen's question has to be answered.
QUESTION_ANSWER_HOURS = 16

# How many days after an appointment the visitor's name is kept.
QUEUE_NAME_DAYS = 1

# How many days is kept who was called first as one of a group.
QUEUE_PRIORITY_DAYS = 7

# How many days is kept who had which number at a counter.
QUEUE_PERSON_DAYS = 30

# How many days the words and photos of a question that is over are kept.
QUESTION_WORDS_DAYS = 730

# How many days officers' notes to each other are kept, where the citizen's words still are.
NOTE_DAYS = 730

# How long the signed address of a photo and an upload ticket work.
PHOTO_ADDRESS_MINUTES = 10

# After how many days a photo that was uploaded and never sent is deleted; at least 2, for which
# the Mini App keeps what could not leave.
PHOTO_UNUSED_DAYS = 2

# How many days words, files and sender of a report are kept that was withdrawn, declined or
# insufficient.
REPORT_UNPROVEN_DAYS = 365

# How many days words, files and sender of a concluded report are kept: the limitation period and
# a year.
REPORT_CONCLUDED_DAYS = 730

# How many days words, files and sender of a report are kept that another body has taken over.
REPORT_HANDED_OVER_DAYS = 365

# After how many days a citizen's file that was sent with no report is deleted; at least 2, for
# which the Mini App keeps what could not leave. One uploaded without a session goes after 1.
EVIDENCE_UNUSED_DAYS = 2

# After how many days the words of an announcement that was never published are deleted.
ANNOUNCEMENT_DRAFT_DAYS = 180

# How many days words and picture of an ended wanted or missing notice are kept, for officers
# only; at least 365.
ANNOUNCEMENT_PERSON_DAYS = 365

# How many days an answered challenge of an announcement is kept.
ANNOUNCEMENT_CHALLENGE_DAYS = 365

# After how many days an uploaded picture is deleted that no announcement uses.
ANNOUNCEMENT_PICTURE_DAYS = 7

# How long a citizen's ticket for uploading evidence works; a file has to be through by then.
EVIDENCE_TICKET_MINUTES = 60
