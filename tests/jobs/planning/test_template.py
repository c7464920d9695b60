"""Names: what templates make, and that every system takes it."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srdesk.errors import UsageError
from srdesk.jobs.planning.template import NameFields, NameTemplate, folded, legal_name
from srdesk.texts import Text, said

FIELDS = NameFields("IMG_1", ".jpg", "fsrcnn", 2, "x2", 800, 600, datetime(1999, 12, 31, 23, 59), 7)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{stem}_x{scale}{ext}", "IMG_1_x2.jpg"),
        ("{stem}", "IMG_1.jpg"),
        ("{date}_{counter:04}", "1999-12-31_0007.jpg"),
        ("{date:%Y%m%d}-{counter}{ext}", "19991231-7.jpg"),
        ("{model} {width}x{height}", "fsrcnn 800x600.jpg"),
        ("a{{b}}", "a{b}.jpg"),
        ("{date:%H:%M}", "23_59.jpg"),
    ],
)
def test_names(template: str, expected: str) -> None:
    assert NameTemplate(template).render(FIELDS) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{nonsense}",
        "{stem",
        "{0}",
        "{stem!r}",
        "{stem:>9}",
        "a/{stem}",
        "{stem.__class__}",
        "{counter:x}",
        "{}",
        "",
        " ",
        "{ext}",
    ],
)
def test_nonsense_is_refused_with_the_fields_there_are(template: str) -> None:
    with pytest.raises(UsageError) as refused:
        NameTemplate(template)
    assert refused.value.hint


@pytest.mark.parametrize("template", ["{nonsense}", "{stem", "stem}", "{stem:>9}", "{counter:x}"])
def test_why_it_is_nonsense_can_be_said_in_other_languages(template: str) -> None:
    with pytest.raises(UsageError) as refused:
        NameTemplate(template)
    assert isinstance(said(refused.value), Text)
    assert isinstance(refused.value.args[0].arguments[1], Text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain.jpg", "plain.jpg"),
        ("a:b?.jpg", "a_b_.jpg"),
        ("CON.jpg", "_CON.jpg"),
        ("com1", "_com1"),
        ("console.jpg", "console.jpg"),
        ("dot. . ", "dot"),
        ("...", "_"),
        ("", "_"),
        ("写真🎞.jpg", "写真🎞.jpg"),
        ("bad\udcff.jpg", "bad_.jpg"),
    ],
)
def test_legal_names(name: str, expected: str) -> None:
    assert legal_name(name, ".jpg") == expected


@given(st.text(max_size=400), st.sampled_from(["", ".jpg", ".tiff"]))
def test_every_name_becomes_legal_and_stays_so(stem: str, ext: str) -> None:
    name = legal_name(stem + ext, ext)
    assert name
    assert len(name.encode()) <= 255
    assert name[-1] not in " ."
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert legal_name(name, ext) == name


@given(st.text(min_size=300, max_size=400, alphabet="aé写"))
def test_what_is_too_long_keeps_its_suffix(stem: str) -> None:
    assert legal_name(f"{stem}.jpg", ".jpg").endswith(".jpg")


@pytest.mark.parametrize(("one", "other"), [("a.JPG", "A.jpg"), ("Cafe\u0301", "caf\u00e9"), ("STRASSE", "straße")])
def test_names_that_some_system_takes_for_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
