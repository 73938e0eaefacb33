"""Routes of the feeds, under /api/v1/feeds/."""

from django.urls import URLPattern, path

from announcements.feeds import atom, cap, json_feed, views

urlpatterns: list[URLPattern] = [
    path(json_feed.NAME, views.JsonFeedView.as_view(), name="feed-json"),
    path(atom.NAME, views.AtomView.as_view(), name="feed-atom"),
    path(cap.NAME, views.AlertsView.as_view(), name="feed-alerts"),
    path(cap.alert_name("<slug:slug>"), views.AlertView.as_view(), name="feed-alert"),
]
