"""Addresses of the opponents; below /api/ because the CORS layer looks there."""

from django.urls import path

from benchmarks.opponents.bare import bare
from benchmarks.opponents.citizen import look_ups, me
from benchmarks.opponents.ordinary import OrdinaryCardListView, OrdinaryListView
from police_portal import health

urlpatterns = [
    path("api/v1/bare/me/", me),
    path("api/v1/bare/look-ups/", look_ups),
    path("api/v1/bare/<str:name>/", bare),
    path("api/v1/ordinary/nested/", OrdinaryListView.as_view()),
    path("api/v1/ordinary/cards/", OrdinaryCardListView.as_view()),
    path("health/live/", health.live),
]
