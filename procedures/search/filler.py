"""Words of a question that say nothing about what it is about.

Two lists: what is taken out wherever it stands, and single syllables that may be part of a real
word (ở trọ, tội phạm, đi làm xa) and therefore stay, but hardly weigh anything.
"""

from .phrasebook import PhraseBook
from .words import GAP, Syllables, pairs

QUESTION_WORDS = frozenset(
    phrase.strip()
    for line in """
    can gi|can nhung gi|can giay to gi|can nhung giay to gi|can cac giay to gi|can ho so gi|can nhung ho so gi
    can mang gi|can mang nhung gi|mang gi|mang nhung gi|mang theo gi|can chuan bi gi|chuan bi gi|chuan bi nhung gi
    can chuan bi nhung gi|gom nhung gi|gom gi|bao gom nhung gi|giay to gi|ho so gi|nhung giay to gi|nhung gi
    o dau|o cho nao|cho nao|tai dau|den dau|di dau|ra dau|dau vay|nop o dau|lam o dau|xin o dau|gui o dau|o dau vay
    the nao|nhu the nao|lam the nao|thi lam the nao|thi lam sao|lam sao|phai lam sao|phai lam gi|lam gi|lam nhu the nao
    phai lam the nao|ra sao|lam kieu gi|bang cach nao|cach nao|nhu nao|kieu gi|lam sao de|lam the nao de|thi sao
    bao nhieu|bao nhieu tien|het bao nhieu|het bao nhieu tien|mat bao nhieu|mat bao nhieu tien|mat bao lau|bao lau
    ton bao nhieu|ton bao nhieu tien|trong bao lau|bao nhieu ngay|mat may ngay|may ngay|bao gio|khi nao|luc nao
    bao lau thi co|bao lau thi xong|bao lau co|may tien|het may tien|mat bao nhieu ngay|ton tien khong
    mat phi khong|co mat phi khong|le phi bao nhieu|phi bao nhieu|le phi|co phai khong|co duoc khong|duoc khong
    duoc ko|co duoc ko|phai khong|dung khong|hay khong|co can khong|co can|co phai|duoc k|dc khong|dc ko|dc k
    thu tuc|thu tuc hanh chinh|thu tuc gi|trinh tu thuc hien|thanh phan ho so|dieu kien gi|huong dan|cho hoi|cho toi hoi
    cho em hoi|xin hoi|cho minh hoi|cho chau hoi|em muon hoi|toi muon hoi|toi muon|em muon|minh muon|muon hoi
    giup toi|giup em|giup minh|lam on|cam on|xin cam on|xin chao|chao|a oi|ad oi|admin|vui long|hien nay|bay gio
    la gi|la sao|nghia la gi|la nhu the nao|vi sao|tai sao|can lam gi|can phai lam gi|phai lam|can phai|toi can
    em can|cong an oi|can bo oi|anh chi|nhanh nhat|vay a|a ban|ad|gi ko|gi khong|gi k|ntn|bn tien|bn
    gio lam viec|link|download|tai ve|thoi gian bao lau|thoi han bao lau|trong thoi gian bao lau
    """.splitlines()
    for phrase in line.split("|")
) - {""}

# Without those that fold to a word that means something: bán, đăng, máy, tài, chở, khí, nổ, đổ,
# báo, thay.
WEAK_SYLLABLES = frozenset(
    word
    for line in """
    toi em minh anh chi chau ong ba ai gi nao dau sao the thi va voi hoac hay cung nhu neu luc
    de cua o den ve theo trong duoc bi phai can muon xin hoi lam khong ko k chua da se roi
    nay kia day nhung cac mot vai nhieu lau oi a ah nhe vay thoi nua di ra vao len xuong
    dc vs ha giup nho biet cach viec qua rat ay
    """.splitlines()
    for word in line.split()
)

# Neighbours in question words, so that a slip in them is recognised too.
QUESTION_PAIRS = frozenset(pair for words in QUESTION_WORDS for pair in pairs(words.split()))

FILLER_SYLLABLES = WEAK_SYLLABLES.union(*(words.split() for words in QUESTION_WORDS))

_BOOK = PhraseBook((words.split(), None) for words in QUESTION_WORDS)


def content(words: Syllables) -> list[str]:
    """Return the syllables of `words` that say what it is about."""
    return [word for word in words if word and word not in WEAK_SYLLABLES]


def without_question_words(words: Syllables) -> list[str]:
    """Return `words` with a gap where a question phrase was.

    >>> without_question_words("lam ho chieu can nhung giay to gi".split())
    ['lam', 'ho', 'chieu', '']
    """
    found = _BOOK.find(words)
    if not found:
        return list(words)
    kept: list[str] = []
    last = 0
    for start, end, _ in found:
        kept += [*words[last:start], GAP]
        last = end
    return [*kept, *words[last:]]
