"""What `make run` starts: the service with trial data, its workers, a simulated Zalo, the Mini App.

Python's own library is all that it needs, so that it can refuse before any package is installed.
"""
