"""Print how often the answer card is right."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "police_portal.settings")
django.setup()

from benchmarks.answers.measuring import measure, questions  # noqa: E402  # Django first
from offices.finding.receiving import Whence  # noqa: E402
from offices.snapshot import directory  # noqa: E402
from procedures.answers.cards import Answering  # noqa: E402
from procedures.publishing.snapshot import catalogue  # noqa: E402

now = catalogue.current()
answering = Answering(now, directory.current(), now.answer_words)
whence = Whence(now.day.date)
for title, aside in (("looked at", False), ("kept aside", True)):
    print(f"{title}: {measure(questions(aside=aside), lambda q: answering.card(q, whence))}")
