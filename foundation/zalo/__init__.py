"""The Zalo platform: its calls, its errors, its signatures. No models, no views, nothing stored.

    configuration.py  what the settings say, and whether an installation uses Zalo at all
    errors.py         one tree of errors, split by what the caller can do
    error_numbers.py  Zalo's numbers → our errors, one table for each kind of call
    transport.py      one HTTP exchange: time-outs, deadline, body cap, no redirects, fixed address
    lines.py          connections that can be cut when a call is given up
    limits.py         how many threads may wait for Zalo, and the breaker
    replies.py        Zalo's JSON, read without trust
    client.py         who the citizen is: /me, phone, location
    oa.py             the Official Account: tokens and messages
    signatures.py     proofs that we send and webhooks that we check
    javascript.py     JSON exactly as JavaScript writes it, which webhook signatures need
    phones.py         phone numbers
    reports.py        counts and log lines for operators
    diagnosis.py      what `manage.py check_zalo` finds
    checks.py         Django's system checks of the settings

An installation without Zalo serves the catalogue: leave ZALO_APP_ID and ZALO_APP_SECRET both empty.
`client.GraphClient` then raises `errors.NotConfigured` and login answers 503; only one of the two
set is a mistake that stops the start.
"""
