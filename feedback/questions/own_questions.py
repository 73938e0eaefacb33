"""Questions on the citizen's own page."""

from citizens.models import Citizen
from citizens.overview.parts import MOST_ROWS, Part
from feedback.models import Question
from feedback.questions import conversation
from feedback.questions.serializers import QuestionCardSerializer


def open_cards(citizen: Citizen) -> object:
    """Return the cards of open questions, the last change first, in one query."""
    own = Question.objects.of_citizen(citizen).open()
    rows = conversation.with_card(own).newest_first()[:MOST_ROWS]
    return QuestionCardSerializer(rows, many=True).data


OVERVIEW = Part(
    "open_questions",
    open_cards,
    lambda: QuestionCardSerializer(
        many=True, help_text="Câu hỏi chưa kết thúc, vừa thay đổi đứng trước."
    ),
)
