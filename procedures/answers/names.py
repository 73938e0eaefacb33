"""Names of procedures beside one another and in a question."""

from procedures.answers.asked import Asked
from procedures.answers.words import condition_words, contains
from procedures.publishing.published import Published
from procedures.search.phrases import without_asides
from procedures.search.words import Words


def words_of_name(one: Published) -> Words:
    """Return the words of a name without what is in parentheses."""
    return condition_words(without_asides(one.name_in_lists))


def are_related(one: Published, other: Published) -> bool:
    """Return True if two names have half of their words in common."""
    first, second = (set(words_of_name(item)) for item in (one, other))
    return 2 * len(first & second) >= min(len(first), len(second))


def is_of_name(one: Published, central: Published) -> bool:
    """Return True if two thirds of the words of one name are in the other, and all its numbers."""
    own, other = (set(words_of_name(item)) for item in (one, central))
    numbers = {word for word in own if word.isdigit()}
    return numbers <= other and 3 * len(own & other) >= 2 * len(own)


def is_named(one: Published, asked: Asked) -> bool:
    """Return True if the question has the whole name, apart from what is in parentheses."""
    return contains(asked.words, words_of_name(one))
