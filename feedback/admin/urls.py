"""Addresses of officers' pages that belong to no model, within the admin."""

from django.contrib import admin
from django.urls import URLPattern, path

from feedback.admin.needs import needs

urlpatterns: list[URLPattern] = [path("nguoi-dan-can-gi/", admin.site.admin_view(needs), name="needs")]
