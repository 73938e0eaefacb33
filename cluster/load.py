"""Citizens who read and write through the shared address, and what each of them was answered.

A writer does what the Mini App does: what is not answered well is sent again under the same
Idempotency-Key, until it is acknowledged. Every request has a connection of its own.
"""

import http.client
import io
import itertools
import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from benchmarks.keys import bearer_of
from benchmarks.mixed_load import SEARCHES, anybody
from citizens.actions import record_consent
from citizens.models import Citizen, Purpose
from citizens.privacy import policy
from cluster.environment import HOST
from feedback.models import Photo
from feedback.photos.actions import upload_photos
from feedback.photos.addresses import sign_path
from feedback.questions.actions import MAX_OPEN
from offices.models import Office

PUBLISHED, OWN, FILES, WRITES = 3, 2, 1, 3
CLIENTS = PUBLISHED + OWN + FILES + WRITES
PAUSE = 0.1  # of each between two requests
LIMIT = 20.0  # seconds for one answer
PATIENCE = 0.5  # seconds until a writer tries again
PEOPLE = 4000


@dataclass(frozen=True)
class Question:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None


@dataclass(frozen=True)
class Answer:
    """When a request was begun and answered (monotonic seconds), its kind, and how it ended."""

    begun: float
    ended: float
    kind: str
    outcome: str

    @property
    def is_good(self) -> bool:
        """Whether it was answered as it would be on a good day."""
        return self.outcome in {"200", "201"}


@dataclass
class Seen:
    """All answers, and the words of acknowledged writes."""

    answers: list[Answer] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


class Load:
    """Citizens at `address`; their sessions are begun in the database of this process."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._office = Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[:1].get().pk
        people = [
            Citizen(app_id="cluster", zalo_user_id=f"cluster-{i}", name="A") for i in range(PEOPLE)
        ]
        citizens = Citizen.objects.bulk_create(people)
        self._bearers = [bearer_of(one) for one in citizens]
        self._photo = _photo_of(citizens[0])
        self._numbers = itertools.count()
        self._writes = itertools.count()
        self._stop = threading.Event()

    @contextmanager
    def going_on(self) -> Iterator[Seen]:
        """Let everybody go on while the block runs."""
        seen = Seen()
        self._stop.clear()
        work = [self._published] * PUBLISHED + [self._own] * OWN
        work += [self._file] * FILES + [self._write] * WRITES
        with ThreadPoolExecutor(len(work)) as threads:
            running = [threads.submit(self._repeat, one, seen) for one in work]
            try:
                yield seen
            finally:
                self._stop.set()
        for one in running:
            one.result()

    def _repeat(self, work: Callable[[Seen], None], seen: Seen) -> None:
        while not self._stop.is_set():
            work(seen)
            time.sleep(PAUSE)

    def _published(self, seen: Seen) -> None:
        number = next(self._numbers)
        words = SEARCHES[number % len(SEARCHES)].replace(" ", "+")
        path = f"/api/v1/procedures/?search={words}&page_size={number // 6 % 40 + 1}"
        self._ask(seen, "published", Question("GET", path))

    def _own(self, seen: Seen) -> None:
        bearer = self._bearers[next(self._numbers) % PEOPLE]
        self._ask(seen, "own", Question("GET", "/api/v1/me/", {"Authorization": bearer}))

    def _file(self, seen: Seen) -> None:
        self._ask(seen, "file", Question("GET", sign_path(self._photo)))

    def _write(self, seen: Seen) -> None:
        """Ask an office something, and again under the same key until it is acknowledged."""
        number = next(self._writes)
        words, bearer = f"Câu hỏi số {number}", self._bearers[number // MAX_OPEN % PEOPLE]
        headers = {
            "Authorization": bearer,
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
        }
        body = json.dumps({"text": words, "office": self._office})
        question = Question("POST", "/api/v1/questions/", headers, body)
        while self._ask(seen, "write", question) != "201":
            if self._stop.wait(PATIENCE):
                return
        seen.kept.append(words)

    def _ask(self, seen: Seen, kind: str, question: Question) -> str:
        line = http.client.HTTPSConnection(self._address, timeout=LIMIT, context=anybody)
        begun = time.monotonic()
        try:
            headers = {"Host": HOST, **question.headers}
            line.request(question.method, question.path, question.body, headers)
            answer = line.getresponse()
            answer.read()
            outcome = str(answer.status)
        except (OSError, http.client.HTTPException) as error:
            outcome = type(error).__name__
        finally:
            line.close()
        seen.answers.append(Answer(begun, time.monotonic(), kind, outcome))
        return outcome


def _photo_of(citizen: Citizen) -> Photo:
    """Let a citizen upload a photo, as through the API."""
    record_consent(citizen, Purpose.PHOTO, granted=True, policy_version=policy.CURRENT)
    content = io.BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(content, "JPEG", quality=85)
    file = SimpleUploadedFile("a.jpg", content.getvalue(), "image/jpeg")
    return upload_photos(citizen, [file])[0]
