"""Print how often the answer card is right."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "police_portal.settings")
django.setup()

from benchmarks.answers.measuring import measure, questions  # noqa: E402  # Django first
from offices.finding.receiving import Whence  # noqa: E402
from procedures.answers.cards import Answering  # noqa: E402

answering = Answering.now()
whence = Whence(answering.catalogue.day.date)
for title, aside in (("looked at", False), ("kept aside", True)):
    print(f"{title}: {measure(questions(aside=aside), lambda q: answering.card(q, whence))}")
