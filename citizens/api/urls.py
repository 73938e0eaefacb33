"""Addresses of the citizens app, under /api/v1/."""

from django.urls import URLPattern, path

from citizens.api import views
from citizens.api.location_view import LocationView
from citizens.notices import views as notices
from citizens.overview.views import OverviewView
from citizens.privacy import views as privacy
from citizens.requests import views as requests

urlpatterns: list[URLPattern] = [
    path("session/", views.SessionView.as_view(), name="session"),
    path("location/", LocationView.as_view(), name="location"),
    path("me/", views.MeView.as_view(), name="me"),
    path("me/overview/", OverviewView.as_view(), name="me-overview"),
    path("me/consents/", privacy.ConsentsView.as_view(), name="me-consents"),
    path("me/export/", privacy.ExportView.as_view(), name="me-export"),
    path("me/notices/", notices.NoticesView.as_view(), name="me-notices"),
    path("me/notices/settings/", notices.NoticeSettingsView.as_view(), name="me-notice-settings"),
    path("me/requests/", requests.RequestsView.as_view(), name="me-requests"),
    path("me/requests/<int:request_id>/", requests.RequestView.as_view(), name="me-request"),
    path("me/phone/", views.PhoneView.as_view(), name="me-phone"),
    path("privacy/", privacy.PrivacyView.as_view(), name="privacy"),
    path("terms/", privacy.TermsView.as_view(), name="terms"),
]
