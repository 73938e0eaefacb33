"""Addresses of the second factor, within the admin."""

from django.contrib import admin
from django.urls import URLPattern, path

from officers.second_factor import views

_officers_only = admin.site.admin_view
urlpatterns: list[URLPattern] = [
    path("", _officers_only(views.overview), name="second-factor"),
    path("nhap-ma/", _officers_only(views.prove), name="second-factor-prove"),
    path("thiet-lap/", _officers_only(views.set_up), name="second-factor-set-up"),
    path(
        "ma-khoi-phuc/", _officers_only(views.renew_recovery_codes), name="second-factor-recovery"
    ),
]
