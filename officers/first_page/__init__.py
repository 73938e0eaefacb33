"""What officers open in the morning.

What waits for them, how the service stands, the month's report.

It knows nothing but offices. Each app says in its AppConfig.ready what it has to show: cards
(`cards.register`), panels (`panels.register`) and figures (`figures.register`).
"""
