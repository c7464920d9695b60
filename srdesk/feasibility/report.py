"""A report on feasibility, from the names of models to a file."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from itertools import product
from pathlib import Path
from typing import Any

from srdesk.evaluation import BICUBIC, Score, evaluate_folder
from srdesk.feasibility.findings import Findings, Quality, Subject
from srdesk.feasibility.markdown import markdown
from srdesk.feasibility.page import page
from srdesk.feasibility.phones import PHONES, Projection, here, project
from srdesk.feasibility.verdict import USES, judge
from srdesk.imaging.files import check_writable, replacing
from srdesk.models.catalogue import Catalogue
from srdesk.models.spec import ModelSpec

KINDS = ("html", "json", "markdown")
_ROOM = 2 * 2**20

Evaluate = Callable[..., Iterable[Score]]
Table = dict[str, Any]


def chosen(catalogue: Catalogue, names: Sequence[str], scales: Sequence[int]) -> tuple[ModelSpec, ...]:
    """The networks of models by name, all if there are none, at the scales given, or all; raises `ModelError`."""
    for name, scale in product(names, scales):
        catalogue.find(name, scale)  # says so if there is no such network
    named = [spec for name in names for spec in catalogue.named(name)] or catalogue.specs
    return tuple({(spec.name, spec.scale): spec for spec in named if not scales or spec.scale in scales}.values())


def check_places(target: Path, pictures: Path | None) -> None:
    """Raise `OutputError` or `InputError`, before anything is measured, where the end could not be reached."""
    check_writable(target, overwrite=True, needed=_ROOM)
    if pictures is not None:
        next(iter(evaluate_folder(pictures, scales=[2])))


def with_quality(findings: Findings, folder: Path, *, evaluate: Evaluate = evaluate_folder) -> Findings:
    """The findings with quality on good pictures in a folder, for networks that enlarge; raises as evaluation does.

    ``evaluate`` is what evaluates, with the catalogue that has the networks.
    """
    return replace(findings, subjects=tuple(_judged(subject, folder, evaluate) for subject in findings.subjects))


def _judged(subject: Subject, folder: Path, evaluate: Evaluate) -> Subject:
    if subject.scale == 1:  # there is no lost detail to measure
        return subject
    precisions = dict.fromkeys(trial.precision for trial in subject.trials if trial.engine == "onnx")
    found = []
    for precision in precisions:
        scores = {
            score.model: score
            for score in evaluate(folder, models=[subject.name], scales=[subject.scale], precision=precision)
        }
        own, plain = scores[subject.name], scores[BICUBIC]
        found.append(Quality(precision, own.psnr, own.ssim, plain.psnr, own.pictures))
    return replace(subject, quality=tuple(found))


def write(findings: Findings, target: Path, *, kind: str, command: str = "") -> None:
    """Write the report in whole or not at all, as one of `KINDS`, in place of what is there; raises `OutputError`.

    In Markdown it names the command that made it, where that is given.
    """
    with replacing(target, overwrite=True) as (file, _):
        for piece in _pieces(findings, kind, command):
            file.write(piece.encode("utf-8"))


def _pieces(findings: Findings, kind: str, command: str) -> Iterable[str]:
    if kind == "html":
        return page(findings)
    if kind == "markdown":
        return markdown(findings, command=command)
    return [json.dumps(table(findings), indent=2) + "\n"]


def table(findings: Findings) -> Table:
    """Everything that was found, and what it means for each place and use, for programs."""
    rows = []
    for subject in findings.subjects:
        places = [here(subject), *(project(subject, findings.machine, phone) for phone in PHONES)]
        rows.append({**asdict(subject), "places": [_place(place) for place in places if place is not None]})
    phones = [{**asdict(phone), "peak": phone.peak} for phone in PHONES]
    return {
        "machine": asdict(findings.machine),
        "phones": phones,
        "uses": [asdict(use) for use in USES],
        "networks": rows,
    }


def _place(projection: Projection) -> Table:
    verdicts = (judge(use, projection) for use in USES)
    return {
        "place": projection.phone,
        "measured": projection.measured,
        "trial": projection.trial.title,
        "microseconds_per_source_pixel": projection.seconds * 1e6,
        "verdicts": {one.use.name: {"answer": one.answer, "reason": one.reason} for one in verdicts},
    }
