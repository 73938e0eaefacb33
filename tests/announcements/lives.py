"""Everything that the announcements app stores about a person."""

from announcements.actions import challenging
from announcements.models import Challenge
from tests.announcements.factories import approver_of, published
from tests.erasure import holds


@holds("announcements.Challenge")
def challenges(life):
    """Say that two announcements are wrong; one is answered."""
    first, second = published(), published()
    for row in (first, second):
        body = {"text": life.writes("Tin này sai, tôi là người trong cuộc")}
        life.send("POST", f"announcements/{row.slug}/challenges/", body)
    claim = Challenge.objects.get(announcement=first, citizen=life.citizen)
    challenging.answer(claim, approver_of(), "upheld", life.writes("Đã trả lời người trong cuộc"))
