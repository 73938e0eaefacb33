"""The officers' first page: what waits for them, and how the service does.

It knows offices and nothing above. Each room registers in AppConfig.ready what it has to show:
cards (`cards.register`), panels (`panels.register`) and boards of figures (`boards.register`).
"""
