"""Notices.

What a citizen is told of a change, in the app always and through Zalo where they agreed to it.

events.py     what can happen, which values a text about it may name, and the text that is shipped
templates.py  the texts that officers edit: checked, rendered
queueing.py   `queue`: one notice for each change and person, in the transaction of the change
channels.py   which of Zalo's channels may carry a notice to somebody now: pure
outcomes.py   what to do after an attempt: the timetable and the table of Zalo's errors, pure
tokens.py     the Official Account's pair of tokens
outbox.py     the only writer of deliveries: claim, result, release, resend
worker.py     the loop of `manage.py send_notices`
alarms.py     what operators must look at
reading.py    the citizen's own list, read marks and preferences
personal.py   what is exported, erased and kept how long
"""
