"""The beginning of a text, for lists."""


def excerpt(text: str, length: int) -> str:
    r"""Return at most `length` characters on one line; cut text ends with an ellipsis.

    >>> excerpt("Làm lại thẻ\ncăn cước", 12), excerpt("Ngắn", 12)
    ('Làm lại thẻ…', 'Ngắn')
    """
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
