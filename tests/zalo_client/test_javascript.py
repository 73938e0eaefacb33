"""JSON.stringify, compared with what Node writes."""

import json
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.for_each import for_each
from zalo_client import javascript

# (JSON text, what JSON.stringify(JSON.parse(text)) gives), from Node 20.
KNOWN = [
    ("null", "null"),
    ("true", "true"),
    ("-0", "0"),
    ("-0.0", "0"),
    ("1.0", "1"),
    ("0.1", "0.1"),
    ("1e3", "1000"),
    ("1e21", "1e+21"),
    ("1e20", "100000000000000000000"),
    ("123456789012345680000.5", "123456789012345680000"),
    ("1e-6", "0.000001"),
    ("1e-7", "1e-7"),
    ("1.5e-9", "1.5e-9"),
    ("-12.50", "-12.5"),
    ("9007199254740991", "9007199254740991"),
    ("9007199254740993", "9007199254740992"),
    ("3368637342326461234", "3368637342326461400"),
    ("1e400", "null"),
    ('"a\\"\\\\\\n\\u0001\\u007f"', '"a\\"\\\\\\n\\u0001\x7f"'),
    ('"Đà Nẵng \\u2028 😀"', '"Đà Nẵng \u2028 😀"'),
    ('"\\ud800x"', '"\\ud800x"'),
    (
        '{"b":1,"a":[1,{"c":null}],"2":0,"10":0,"1":0}',
        '{"1":0,"2":0,"10":0,"b":1,"a":[1,{"c":null}]}',
    ),
    ("[]", "[]"),
    ("{}", "{}"),
]
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab019_\u0111", max_size=3), inner, max_size=4)
    ),
    max_leaves=6,
)


@for_each(("text", "expected"), KNOWN)
def test_known_values_are_written_as_by_node(text, expected):
    assert javascript.stringify(json.loads(text)) == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_survive_a_round_trip(value):
    assert float(javascript.number(value)) == value


@given(values)
def test_the_json_has_the_same_value(value):
    read = json.loads(javascript.stringify(value), parse_int=float)
    assert read == json.loads(json.dumps(value), parse_int=float)


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed here")
@settings(max_examples=1, deadline=None)
@given(st.lists(values, min_size=300, max_size=300))
def test_random_values_are_written_as_by_node(samples):
    script = (
        "const values = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "process.stdout.write(JSON.stringify(values.map(value => JSON.stringify(value))))"
    )
    done = subprocess.run(
        ["node", "-e", script],  # noqa: S607  # whichever node there is
        input=json.dumps(samples).encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == [javascript.stringify(value) for value in samples]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", b"a"),
        ("đ", "đ".encode()),
        ("\ud83d\ude00", "😀".encode()),
        ("\ud800", b"\xef\xbf\xbd"),
    ],
)
def test_text_is_encoded_as_by_node(text, expected):
    assert javascript.utf8(text) == expected


def test_keys_are_sorted_by_utf16_units():
    assert sorted(["\uffee", "😀", "z"], key=javascript.sort_key) == ["z", "😀", "\uffee"]
