"""The Zalo platform from Python: its calls, its errors, its signatures.

    configuration.py  what clients are built from
    graph.py          who the citizen is: /me, phone, location
    oa.py             the Official Account: tokens and messages; oa_answers.py its answers,
                      oa_lists.py its lists, api_requests.py any other call, articles.py articles
    templates.py      parameters of a template
    errors.py         one tree of errors, split by what the caller can do
    error_numbers.py  Zalo's numbers → these errors, one table for each host with its own numbers
    signatures.py     proofs that we send and webhooks that we check
    javascript.py     JSON exactly as JavaScript writes it, which webhook signatures need
    transport.py      one HTTP exchange: time-outs, deadline, body cap, no redirects, fixed address
    lines.py          connections that can be cut when a call is given up
    limits.py         how many threads may wait for Zalo, and the breaker
    observing.py      who is told of calls and errors
    replies.py        Zalo's JSON, read without trust
    phones.py         phone numbers; quiet_hours.py hours without messages; quota.py Zalo's day
    simulator/        a small Zalo over loopback HTTP, for tests and demos

It needs requests and orjson, keeps nothing, and imports nothing else of this repository.
"""
