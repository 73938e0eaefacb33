"""Officers' accounts, second factor, sign-in, guides, first page."""

from django.apps import AppConfig


class OfficersConfig(AppConfig):
    """Officers' accounts, second factor, sign-in, guides, first page."""

    name = "officers"
    label = "officers"
    verbose_name = "Cán bộ"
