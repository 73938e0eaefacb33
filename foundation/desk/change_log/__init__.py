"""The append-only log of what officers changed, with the values before and after.

`pages.ChangeLoggedAdmin`, the base of every page of the admin, writes the log by itself. Changes
elsewhere (one's own password or second factor, a command) call `recording.record`.
"""
