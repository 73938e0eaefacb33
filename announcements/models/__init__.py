"""Tables of announcements."""

from announcements.models.announcement import Announcement, Audience, Severity, Verdict
from announcements.models.announcement_day import AnnouncementDay
from announcements.models.challenge import Challenge, ChallengeOutcome
from announcements.models.event import AnnouncementEvent
from announcements.models.picture import Picture
from announcements.models.version import AnnouncementVersion

__all__ = [
    "Announcement",
    "AnnouncementDay",
    "AnnouncementEvent",
    "AnnouncementVersion",
    "Audience",
    "Challenge",
    "ChallengeOutcome",
    "Picture",
    "Severity",
    "Verdict",
]
