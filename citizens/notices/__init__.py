"""Notices: what a citizen is told of a change, always in the app, and by Zalo if they agreed.

events.py         the registry: what can happen, the values of a text, the shipped texts
addressees.py     whom a confidential notice is for, without naming them
holding.py        keeps erasing away from a notice while something is added to it
placeholders.py   the texts that officers edit: checked and rendered
queueing.py       `queue`: one notice for each change and citizen, in the transaction of the change
channels.py       which of Zalo's channels may carry a notice now; pure
outcomes.py       what to do after an attempt: the timetable and the table of Zalo's errors; pure
tokens.py         the Official Account's pair of tokens
outbox.py         the only writer of deliveries: claims, results, receipts
tasks.py          what sending one delivery needs
channel_stops.py  stopping channels or templates and letting them run again
resending.py      what could not be sent, and sending it again
sending.py        one call to Zalo; values are held against the template's limits first
channel_settings.py   the settings of channels: order, quiet hours
worker.py         the loop `send_notices`
alarms.py         what operators must look at
inbox.py          the citizen's own list, read marks and preferences
reading.py        when a citizen read the confidential ones
oa_replies.py     replies to messages to the Official Account, which go back the same way
personal_data.py  what is exported, erased, and kept how long
"""
