"""Addresses of the month's report, within the admin."""

from django.contrib import admin
from django.urls import URLPattern, path

from officers.month_report import views

_officers_only = admin.site.admin_view
urlpatterns: list[URLPattern] = [
    path("", _officers_only(views.report), name="report"),
    path("bao-cao.docx", _officers_only(views.report_docx), name="report-docx"),
    path("cach-tinh/", _officers_only(views.report_definitions), name="report-definitions"),
]
