"""The same word is translated in the same way: one list of terms for each language.

Left out are official titles, which are shortened, and summaries, which are not translations.
"""

import orjson
from django.conf import settings

from procedures.choices import Language
from tests.for_each import for_each
from tests.procedures.conftest import SHIPPED

TERMS = settings.BASE_DIR / "procedures" / "translations" / "terms"


def terms_of(language):
    """Return the words that are used for each Vietnamese term."""
    return orjson.loads((TERMS / f"{language}.json").read_bytes())


def longest_in(source, terms):
    """Return the terms in `source` that are not part of a longer one there."""
    found = [term for term in terms if term.lower() in source]
    return [one for one in found if not any(one != other and one in other for other in found)]


def texts_in(language):
    """Yield (procedure, text) of each translation into a language."""
    content = orjson.loads((SHIPPED / "translations" / f"{language}.json").read_bytes())
    for entry in content["translations"]:
        for text in entry["texts"]:
            if text["field"] not in {"name", "summary"}:
                yield entry["procedure"], text


@for_each("language", Language.values)
def test_a_term_is_always_translated_the_same_way(language):
    terms = terms_of(language)
    assert [
        (procedure, term, text["words"])
        for procedure, text in texts_in(language)
        for term in longest_in(text["source"].lower(), terms)
        if not any(one.lower() in text["words"].lower() for one in terms[term])
    ] == []


def test_each_language_has_the_same_terms():
    vietnamese = [list(terms_of(language)) for language in Language.values]
    assert all(terms == vietnamese[0] for terms in vietnamese)
