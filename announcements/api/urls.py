"""Routes of announcements under /api/v1/."""

from django.urls import URLPattern, path

from announcements.api import challenge_views, views
from announcements.api.picture_views import AnnouncementPictureView

urlpatterns: list[URLPattern] = [
    path("announcements/", views.AnnouncementsView.as_view(), name="announcements"),
    path(
        "announcements/pictures/<uuid:key>-<int:width>.jpg",
        AnnouncementPictureView.as_view(),
        name="announcement-picture",
    ),
    path("announcements/<slug:slug>/", views.AnnouncementView.as_view(), name="announcement"),
    path(
        "announcements/<slug:slug>/history/",
        views.AnnouncementHistoryView.as_view(),
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
