"""Serves ready answers of the project from views that do nothing else, to compare with."""

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.servers import Answer, Server, serving

# The layers' headers differ between any two answers, the view's must not.
_OWN = ("x-request-id", "date")
OF_VIEWS = ("etag", "cache-control", "content-language", "content-type", "x-accel-expires")
FIXED, WITHOUT = "benchmarks.opponents.settings", "benchmarks.opponents.without_layers"


@dataclass(frozen=True)
class BareViews:
    """Two servers of the same bytes: under the layers of a fixed day, and without any."""

    fixed: Server
    without: Server

    @staticmethod
    def path(name: str, path: str) -> str:
        """Return the bare address of `path`, with the same query: layers look at it."""
        query = path.partition("?")[2]
        return f"/api/v1/bare/{name}/" + (f"?{query}" if query else "")


@contextlib.contextmanager
def bare_views(database: str, server: Server, paths: Mapping[str, str]) -> Iterator[BareViews]:
    """Serve what `server` answers to `paths` while the block runs."""
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder:
        answers = {name: server.get(path) for name, path in paths.items()}
        _keep(answers, Path(folder))
        with (
            _opponent(database, folder, FIXED) as fixed,
            _opponent(database, folder, WITHOUT) as without,
        ):
            views = BareViews(fixed, without)
            for name, path in paths.items():
                _compare(answers[name], views, views.path(name, path))
            yield views


def _opponent(
    database: str, folder: str, settings: str
) -> contextlib.AbstractContextManager[Server]:
    environment = {"DJANGO_SETTINGS_MODULE": settings, "BENCH_ANSWERS": folder}
    return serving(database, first="/health/live/", environment=environment)


def _keep(answers: Mapping[str, Answer], folder: Path) -> None:
    for name, answer in answers.items():
        (folder / f"{name}.body").write_bytes(answer.body)
    headers = {name: _of_view(answer) for name, answer in answers.items()}
    (folder / "headers.json").write_text(json.dumps(headers))


def _of_view(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name in OF_VIEWS}


def _compare(ours: Answer, views: BareViews, path: str) -> None:
    """Make sure that the bare views send the same bytes and headers as the project.

    A header that the layers add since their fixed day is at our expense.
    """
    fixed, without = views.fixed.get(path), views.without.get(path)
    assert ours.body == fixed.body == without.body, path
    heads = [
        {name: value for name, value in answer.headers.items() if name not in _OWN}
        for answer in (ours, fixed)
    ]
    assert heads[0].items() >= heads[1].items(), (path, heads)
    assert _of_view(ours) == _of_view(without), (path, without.headers)
