"""The command that recounts questions by week."""

from django.core.management import call_command

from feedback.models import NeedCount
from tests.feedback.factories import question


def test_wrong_counts_are_corrected(lan, offices, capsys):
    question(lan, office=offices.pk)
    counts = NeedCount.objects.filter(office=offices.pk, words="")
    counts.update(questions=9)
    call_command("recount_needs")
    assert counts.get().questions == 1
    assert capsys.readouterr().out == "Đã đếm lại 1 câu hỏi.\n"
