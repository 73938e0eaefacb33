"""Revisions, snapshots, conditional answers."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Revisions, snapshots, conditional answers."""

    name = "foundation.publishing"
    label = "publishing"
    verbose_name = "Công bố"
