"""Questions on the citizen's own page."""

from citizens.models import Citizen
from citizens.overview.parts import MOST_ROWS, Part
from citizens.privacy.own_rows import OwnRows
from feedback.models import Question
from feedback.questions import conversation
from feedback.questions.serializers import QuestionCardSerializer
from foundation.api.answers import all_shown

ROWS = (OwnRows(Question),)


def open_cards(citizen: Citizen) -> object:
    """Return the cards of open questions, the last change first, in one query."""
    own = Question.objects.of_citizen(citizen).open()
    rows = conversation.with_card(own).newest_first()[:MOST_ROWS]
    return all_shown(QuestionCardSerializer, rows)


OVERVIEW = Part(
    "open_questions",
    open_cards,
    lambda: QuestionCardSerializer(
        many=True, help_text="Câu hỏi chưa kết thúc, vừa thay đổi đứng trước."
    ),
    ROWS,
)
