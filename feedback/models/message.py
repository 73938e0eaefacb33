"""The common base of messages of questions and follow-ups."""

from django.contrib.auth.models import User
from django.db import models

from foundation.records.encryption import EncryptedTextField


class Author(models.TextChoices):
    """Which side wrote a message."""

    CITIZEN = "citizen", "Công dân"
    OFFICER = "officer", "Cán bộ"


class Message(models.Model):
    """One message, encrypted. Erasing the citizen deletes it."""

    author = models.CharField(
        "ai nói", max_length=10, choices=Author, help_text="Công dân hay cán bộ."
    )
    text = EncryptedTextField("nội dung", editable=False, help_text="Được mã hoá khi lưu.")

    class Meta:
        abstract = True


def name_for_colleagues(officer: User | None) -> str:
    """Return an officer's name for colleagues; empty without an officer."""
    return (officer.get_full_name() or officer.get_username()) if officer else ""
