"""Requests of citizens about their data: to show, correct or delete it, or to stop using it.

workflow.py       the moves and the deadlines; pure
actions.py        the only writers: receive, acknowledge, extend, finish, refuse, cancel
views.py          the citizen's own requests
notices.py        what citizens are told of their requests
personal_data.py  what is exported, and what stays after an erasure

Officers' pages are in citizens/admin/requests.py.
"""
