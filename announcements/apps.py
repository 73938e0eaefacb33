"""Registers what announcements tell the other rooms."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    """The announcements app."""

    name = "announcements"
    verbose_name = "Tin và cảnh báo"
