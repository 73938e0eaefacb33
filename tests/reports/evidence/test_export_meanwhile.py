"""An export while evidence changes: what an officer gets is true, and nothing is called broken."""

import io
import json
import zipfile

import pytest

from foundation.api.problems import Problem
from reports.evidence import attaching, exporting, looking, removing, verifying
from reports.models import Evidence
from tests.reports.evidence.test_pages import acts, export
from tests.reports.evidence.uploading import uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def remove(committed):
    """Return what removes evidence, as retention and withdrawing do."""

    def remove(row):
        with committed():
            removing.remove(Evidence.objects.filter(pk=row.pk))

    return remove


@pytest.fixture
def meanwhile(monkeypatch):
    """Return a function that does something while the original of the first file is read."""

    def do(work):
        real, works = verifying.digest, [work]

        def digest(*arguments):
            while works:
                works.pop()()
            return real(*arguments)

        monkeypatch.setattr(verifying, "digest", digest)

    return do


def is_told_of_a_change(response):
    return response.status_code == 422 and "vừa thay đổi" in response.content.decode()


def is_called_broken(row):
    row.refresh_from_db()
    return bool(row.fault)


def test_evidence_that_is_removed_while_it_is_read_is_not_called_broken(
    as_verifier, photo, film, meanwhile, remove
):
    meanwhile(lambda: remove(photo))
    assert is_told_of_a_change(export(as_verifier, photo.report))
    assert not is_called_broken(photo)
    assert "exported" not in acts(film)
    assert export(as_verifier, photo.report).status_code == 200


def test_evidence_that_is_put_into_quarantine_meanwhile_does_not_leave(
    as_verifier, photo, film, meanwhile, verifier
):
    meanwhile(
        lambda: looking.set_quarantine(film, verifier, "Có hình ảnh trẻ em", quarantined=True)
    )
    assert is_told_of_a_change(export(as_verifier, photo.report))
    assert "exported" not in acts(photo) + acts(film)


def test_evidence_that_comes_meanwhile_is_in_the_next_export(
    as_verifier, as_lan, photo, meanwhile, committed
):
    def add():
        with committed():
            attaching.attach(photo.report, [uploaded(as_lan)])

    meanwhile(add)
    content = b"".join(export(as_verifier, photo.report).streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = json.loads(archive.read("manifest.json"))["files"]
        originals = [name for name in archive.namelist() if name.startswith("bang-chung/")]
    assert [one["id"] for one in files] == [str(photo.pk)]
    assert len(originals) == 1


def test_a_zip_whose_evidence_is_removed_while_it_is_sent_breaks_off(photo, film, verifier, remove):
    package = exporting.prepare(photo.report, verifier, "Chuyển cơ quan điều tra")
    pieces = package.stream()
    next(pieces)
    remove(film)
    with pytest.raises(Problem):
        list(pieces)
    assert not is_called_broken(film)
    assert acts(film)[-2:] == ["exported", "deleted"]
