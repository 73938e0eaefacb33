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


def answers(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, "-c", ANSWERS], env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_answers_do_not_depend_on_the_process():
    first = answers("1")
    assert first
    assert all(answers(seed) == first for seed in ("2", "3"))
