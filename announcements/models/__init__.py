"""Tables of announcements."""

from announcements.models.announcement import Announcement
from announcements.models.announcement_day import AnnouncementDay
from announcements.models.article import Article, ArticleWhy, There, Wanted
from announcements.models.article_day import ArticleDay, NewsVisitDay
from announcements.models.broadcast import Broadcast, BroadcastState
from announcements.models.challenge import Challenge, ChallengeOutcome
from announcements.models.choices import Audience, Severity, Verdict
from announcements.models.event import AnnouncementEvent
from announcements.models.picture import Picture
from announcements.models.version import AnnouncementVersion

__all__ = [
    "Announcement",
    "AnnouncementDay",
    "AnnouncementEvent",
    "AnnouncementVersion",
    "Article",
    "ArticleDay",
    "ArticleWhy",
    "Audience",
    "Broadcast",
    "BroadcastState",
    "Challenge",
    "ChallengeOutcome",
    "NewsVisitDay",
    "Picture",
    "Severity",
    "There",
    "Verdict",
    "Wanted",
]
