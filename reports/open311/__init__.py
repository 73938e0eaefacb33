"""Site reports for other services, read-only, as Open311 GeoReport v2 asks for them.

Of a report nothing goes out but what is true of a broken lamp: its kind, the office, the days on
which it was sent and changed, its status and outcome. Never words, pictures, a point or an address
of the report, and never its number: `listing` says which reports these are, and why.

https://wiki.open311.org/GeoReport_v2/ is the specification; `tests/reports/open311/test_views.py`
holds its fields. Off unless OPEN311 is on.
"""
