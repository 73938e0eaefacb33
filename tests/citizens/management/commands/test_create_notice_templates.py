"""The command that writes the shipped texts."""

import pytest
from django.core.management import call_command

from citizens.models import NoticeTemplate
from citizens.notices.events import events

pytestmark = pytest.mark.django_db


def test_it_writes_the_shipped_texts(capsys):
    call_command("create_notice_templates")
    assert NoticeTemplate.objects.count() == len(events())
    assert str(len(events())) in capsys.readouterr().out
