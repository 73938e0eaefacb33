"""Addresses of the citizens app, under /api/v1/."""

from django.urls import URLPattern, path

from citizens import views

urlpatterns: list[URLPattern] = [
    path("session/", views.SessionView.as_view(), name="session"),
    path("me/", views.MeView.as_view(), name="me"),
    path("me/phone/", views.PhoneView.as_view(), name="me-phone"),
]
