"""The beginning of the frozen programs."""

from pathlib import Path

import pytest

from tests.packaging.recipes import recipe

start = recipe("common/start.py")


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"LD_LIBRARY_PATH": "/srdesk/lib"}, {}),
        ({"LD_LIBRARY_PATH": "/srdesk/lib:/own", "LD_LIBRARY_PATH_ORIG": "/own"}, {"LD_LIBRARY_PATH": "/own"}),
        ({"LD_LIBRARY_PATH": "/srdesk/lib", "LD_LIBRARY_PATH_ORIG": ""}, {}),
        ({"HOME": "/home"}, {"HOME": "/home"}),
    ],
)
def test_programs_that_are_started_find_their_own_libraries(given: dict[str, str], left: dict[str, str]) -> None:
    start.give_back_search_path(given)
    assert given == left


def test_the_windowed_program_is_the_one_of_the_recipe() -> None:
    spec = (Path(start.__file__).parent / "srdesk.spec").read_text(encoding="utf-8")
    assert f'program("{start.WINDOWED}", console=False)' in spec
