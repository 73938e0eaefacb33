"""The officers' first page: waiting work, and figures of the service.

It uses offices and nothing above. Rooms register their content in AppConfig.ready: cards
(`cards.register`), panels (`panels.register`) and boards of figures (`boards.register`).
"""
