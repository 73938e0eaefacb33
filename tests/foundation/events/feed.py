"""Events of the tests, and a reader."""

import pytest
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.events import reading
from foundation.events.numbering import number_committed
from foundation.events.recording import News, record

HERE = ["here"]


def news(subject, version=1, kind="dossier", office="here", **values):
    data = {"version": version}
    return News(kind, "moved", subject, 1, office, timezone.now(), data, **values)


def happened(*subjects):
    """Write and number events, each of its own transaction."""
    for subject in subjects:
        record([news(subject)])
    number_committed()


def read(after="", kinds=("dossier",), offices=HERE, limit=100):
    return reading.read(after, kinds, offices, limit)


def subjects(page):
    return [event.subject for event in page.events]


def refused(after):
    with pytest.raises(Problem) as error:
        read(after)
    return error.value.type.code
