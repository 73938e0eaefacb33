"""Addresses of the guides, within the admin."""

from django.contrib import admin
from django.urls import URLPattern, path

from officers.guides import views

_officers_only = admin.site.admin_view
urlpatterns: list[URLPattern] = [
    path("", _officers_only(views.guide), name="help-index"),
    path("<slug:name>/", _officers_only(views.guide), name="help"),
    path("hinh/<slug:name>.png", _officers_only(views.picture), name="help-picture"),
]
