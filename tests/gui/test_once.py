"""What is made once."""

from concurrent.futures import ThreadPoolExecutor

from srdesk.gui.once import Once


def test_it_is_made_when_it_is_needed_and_then_shared():
    made = []

    def make():
        made.append(object())
        return made[-1]

    once = Once(make)
    assert once.made is None
    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(lambda _number: once(), range(20)))
    assert results == {once.made}
    assert len(made) == 1
