"""What a screen reader finds of srdesk on the accessibility bus, into a file of JSON; for a Python that has pyatspi."""

import json
import sys
import time
from pathlib import Path

import pyatspi

PATIENCE = 60
STATES = ("showing", "focusable", "checkable", "checked", "enabled")


def found(title):
    """The program, once its window is called like that."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        desktop = pyatspi.Registry.getDesktop(0)
        for program in desktop:
            if program is not None and any(window is not None and window.name == title for window in program):
                return program
        time.sleep(0.1)
    sys.exit(f"no window called {title!r}")


def told(thing):
    """What is told of one thing."""
    states = {pyatspi.stateToString(state) for state in thing.getState().getStates()}
    labels = [
        relation.getTarget(number).name
        for relation in thing.getRelationSet()
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY
        for number in range(relation.getNTargets())
    ]
    one = {"role": thing.getRoleName(), "name": thing.name, "description": thing.description, "labels": labels}
    one["states"] = [state for state in STATES if state in states]
    try:
        value = thing.queryValue()
        one["value"] = [value.minimumValue, value.currentValue, value.maximumValue]
    except NotImplementedError:
        pass
    return one


def everything(thing):
    """A thing and all in it."""
    yield told(thing)
    for child in thing:
        if child is not None:
            yield from everything(child)


Path(sys.argv[2]).write_text(json.dumps(list(everything(found(sys.argv[1])))))
