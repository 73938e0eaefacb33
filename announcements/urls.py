"""Routes of announcements under /api/v1/."""

from django.urls import URLPattern, path

from announcements import challenge_views, views
from announcements.picture_views import AnnouncementPictureView
from foundation.publishing.conditional import remembered

urlpatterns: list[URLPattern] = [
    path("announcements/", remembered(views.AnnouncementsView), name="announcements"),
    path(
        "announcements/pictures/<uuid:key>-<int:width>.jpg",
        AnnouncementPictureView.as_view(),
        name="announcement-picture",
    ),
    path("announcements/<slug:slug>/", remembered(views.AnnouncementView), name="announcement"),
    path(
        "announcements/<slug:slug>/history/",
        remembered(views.AnnouncementHistoryView),
        name="announcement-history",
    ),
    path(
        "announcements/<slug:slug>/challenges/",
        challenge_views.ChallengesView.as_view(),
        name="announcement-challenges",
    ),
    path(
        "announcement-challenges/",
        challenge_views.OwnChallengesView.as_view(),
        name="own-challenges",
    ),
]
