"""What officers changed.

An append-only log of every change, with what stood there before and what stands there now.

`pages.ChangeLoggedAdmin` is the base of every page of the admin and writes the log by itself. What
is changed elsewhere (one's own password or second factor, a command) calls `recording.record`.
"""
