"""What is done without a request: loops that run all the time, and jobs that run every so often.

`manage.py work` runs all of them. Rooms register theirs in `jobs.py` by `@loop` and `@every`.

registry.py   what is registered, and when a job is due
pulse.py      whether a loop goes on, and when it has to stop
running.py    runs one job: in this thread, in another one, or in a process that can be killed
schedule.py   starts the jobs that are due
rounds.py     a loop that repeats what is due
process.py    the process: runs the loops, watches all of them, tells systemd
jobs.py       the jobs of the foundation itself
"""
