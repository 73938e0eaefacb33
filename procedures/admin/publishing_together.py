"""The message after publishing many procedures at once."""

from procedures.publishing.together import Outcome

MAX_NAMED = 10


def tell(outcome: Outcome) -> str:
    """Return how many procedures were published, and which must be published one by one."""
    if not outcome.published and not outcome.left:
        return "Người dân đang thấy đúng nội dung này"
    said = f"Đã công bố {len(outcome.published)} thủ tục"
    if not outcome.left:
        return said
    names = ", ".join(str(procedure) for procedure in outcome.left[:MAX_NAMED])
    more = " …" if len(outcome.left) > MAX_NAMED else ""
    return f"{said}; còn {len(outcome.left)} thủ tục phải công bố riêng: {names}{more}"
