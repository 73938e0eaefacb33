"""The Zalo client in this service: settings, clients of the process, links, checks. No models.

    configuration.py  the settings as the value that `zalo_client` is built from
    process.py        the clients of this process; shared_breaker.py breakers over processes
    remedies.py       what an operator does about a number
    templates_in_use.py  the templates of the rooms
    deep_links.py     addresses that open a screen; landings.py their pages without Zalo
    reports.py        counts and log lines for operators
    diagnosis.py      the findings of `manage.py check_zalo`; account_diagnosis.py of the account,
                      findings.py the words
    checks.py         Django's system checks of the settings

An installation without Zalo serves the catalogue: leave ZALO_APP_ID and ZALO_APP_SECRET both empty.
`GraphClient` then raises `errors.NotConfigured` and login answers 503; setting only one of the two
is a mistake that stops the start.
"""
