"""What persons ask us to do with their data: to show, correct or delete it, or to stop using it.

The moves and clocks are in citizens/workflow.py, officers' pages in citizens/admin/requests.py.

actions.py  receive, acknowledge, extend, finish, refuse, cancel; and what erasure leaves
views.py    the citizen's own requests
"""
