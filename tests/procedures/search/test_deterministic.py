"""Every process gives the same answers, in the same order and with the same ETag."""

import os
import subprocess
import sys

ANSWERS = """
from benchmarks.search_data import load_entries, load_queries, load_vocabulary
from procedures.search import SearchIndex

index = SearchIndex(load_entries(), load_vocabulary())
for query in [query.text for query in load_queries("dev")]:
    print(index.search(query), index.search(query[:3] + query[4:]), index.suggest(query[:5]))
"""


def test_answers_do_not_depend_on_the_process():
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ANSWERS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2", "3")
    ]
    first, *others = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert first
    assert all(other == first for other in others)
