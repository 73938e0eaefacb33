"""A photo that is sent while unused ones are swept keeps its file."""

import threading

from django.db import transaction
from django.utils import timezone

from feedback.models import Photo
from feedback.photos import addresses, storage
from feedback.questions import actions as questions
from foundation.records import retention
from tests.at_once import RACE, at_once, wait_for_another
from tests.citizens.factories import client_of
from tests.feedback.factories import agree_to_photos, question
from tests.feedback.photos.uploading import upload

pytestmark = RACE


def test_a_photo_that_is_being_sent_is_not_swept(lan):
    agree_to_photos(lan)
    (name,) = upload(client_of(lan)).json()["data"]["images"]
    asked, is_sent = question(lan), threading.Event()
    Photo.objects.update(uploaded_at=timezone.now() - timezone.timedelta(days=2))
    unused = next(one for one in retention.classes() if one.name == "unused_photos")

    def send():
        with transaction.atomic():
            sent = questions.SentMessage("Ảnh đây", (addresses.read_photo_id(name),))
            questions.add_message(lan, asked, sent)
            is_sent.set()
            wait_for_another()

    def sweep():
        is_sent.wait(10)
        return unused.apply(timezone.now())

    assert at_once(2, lambda i: (send, sweep)[i]()) == [None, 0]
    photo = Photo.objects.get()
    assert photo.message.question == asked
    assert storage.read_photo(photo.path)
