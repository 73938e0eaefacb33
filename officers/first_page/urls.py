"""The addresses of the figures, as a page and as CSV, within the admin."""

from django.contrib import admin
from django.urls import URLPattern, path

from officers.first_page import views

_officers_only = admin.site.admin_view
urlpatterns: list[URLPattern] = [
    path("so-lieu/", _officers_only(views.trends_page), name="trends"),
    path("so-lieu.csv", _officers_only(views.trends_csv), name="trends-csv"),
]
