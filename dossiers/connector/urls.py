"""Addresses for the province's systems."""

from django.urls import path

from dossiers.connector.reading.views import CountsView, DossiersView, EventsView

urlpatterns = [
    path("integration/dossiers/", DossiersView.as_view(), name="integration-dossiers"),
    path("integration/events/", EventsView.as_view(), name="integration-events"),
    path("integration/counts/", CountsView.as_view(), name="integration-counts"),
]
