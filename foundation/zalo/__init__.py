"""The Zalo platform: its calls, its errors, its signatures. No models, no views, nothing stored.

    configuration.py  the settings, and whether an installation uses Zalo at all
    errors.py         one tree of errors, split by what the caller can do
    error_numbers.py  Zalo's numbers → our errors, one table for each host with its own numbers
    remedies.py       what an operator does about a number
    transport.py      one HTTP exchange: time-outs, deadline, body cap, no redirects, fixed address
    lines.py          connections that can be cut when a call is given up
    limits.py         how many threads may wait for Zalo, and the breaker
    replies.py        Zalo's JSON, read without trust
    client.py         who the citizen is: /me, phone, location
    oa.py             the Official Account: tokens and messages; oa_answers.py its answers
    templates.py      parameters of a template; templates_in_use.py the templates of the rooms
    quiet_hours.py    hours in which nothing is sent
    signatures.py     proofs that we send and webhooks that we check
    javascript.py     JSON exactly as JavaScript writes it, which webhook signatures need
    phones.py         phone numbers
    reports.py        counts and log lines for operators
    diagnosis.py      the findings of `manage.py check_zalo`; account_diagnosis.py of the account,
                      findings.py the words
    checks.py         Django's system checks of the settings

An installation without Zalo serves the catalogue: leave ZALO_APP_ID and ZALO_APP_SECRET both empty.
`client.GraphClient` then raises `errors.NotConfigured` and login answers 503; setting only one of
the two is a mistake that stops the start.
"""
