"""The commands, from parsed arguments to exit codes; heavy modules are imported by the command that needs them."""

import json
import os
from argparse import Namespace
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from srdesk.cli.way import chosen_way
from srdesk.errors import ExitCode, SrdeskError, UsageError
from srdesk.progress import CancelToken
from srdesk.restore.options import RestoreOptions
from srdesk.restore.size import Measure, TargetSize

if TYPE_CHECKING:
    from srdesk.jobs.job import JobOutcome, RestoreJob
    from srdesk.settings import Preset


def restore(arguments: Namespace) -> ExitCode:
    """Restore each photo in turn; with several, one that fails does not stop the others."""
    from srdesk.cli.console import Console, interruptible
    from srdesk.jobs.job import run_job
    from srdesk.restore import Restorer

    console = Console(as_json=arguments.json, quiet=arguments.quiet)
    jobs = _jobs(arguments, chosen_way(arguments, console.note))
    restorer = Restorer()
    restorer.plan((1, 1), _of_any_photo(jobs[0].options))  # no such model: said once, before any photo is read
    failed: list[SrdeskError] = []
    taken: set[Path] = set()
    for job in jobs:
        token = CancelToken()
        try:
            with console.progress(job.source) as sink:
                work = partial(run_job, job, restorer, progress=sink, token=token, taken=taken)
                outcome: JobOutcome = interruptible(work, token)
            taken.add(outcome.target)
            console.done(outcome)
        except SrdeskError as error:
            console.failed(job.source, error)
            failed.append(error)
    if not failed:
        return ExitCode.OK
    return failed[0].exit_code if len(jobs) == 1 else ExitCode.PARTIAL


def batch(arguments: Namespace) -> ExitCode:
    """Restore folders of photos."""
    from srdesk.cli.batch import batch as run

    return run(arguments)


def watch(arguments: Namespace) -> ExitCode:
    """Restore photos as they come into a folder."""
    from srdesk.cli.batch import watch as run

    return run(arguments)


def selftest(arguments: Namespace) -> ExitCode:
    """Check the installation; exit code 0 if all is well, 1 otherwise."""
    from srdesk.selftest import run

    return ExitCode.OK if run(print, seams=arguments.seams, models=arguments.model or ()) else ExitCode.BUG


def evaluate(arguments: Namespace) -> ExitCode:
    """Measure models on a folder of good pictures."""
    from srdesk.cli.console import print_table
    from srdesk.evaluation import evaluate_folder

    scores = list(
        evaluate_folder(
            arguments.folder,
            models=arguments.model,
            scales=arguments.scale,
            precision=arguments.precision,
            engine=arguments.engine,
        )
    )
    if arguments.json:
        print(json.dumps([score.as_row() for score in scores], indent=2))
    else:
        rows = [
            (s.model, f"x{s.scale}", s.precision, f"{s.psnr:.2f}", f"{s.ssim:.4f}", str(s.pictures)) for s in scores
        ]
        print_table(("model", "scale", "precision", "PSNR dB", "SSIM", "pictures"), rows)
    return ExitCode.OK


def _of_any_photo(options: RestoreOptions) -> RestoreOptions:
    """The options without a size that some photos could not become."""
    return options if options.size is None else replace(options, size=TargetSize(Measure.FACTOR, 1))


def _jobs(arguments: Namespace, way: "Preset") -> "list[RestoreJob]":
    from srdesk.imaging.codec import named_format
    from srdesk.jobs.job import RestoreJob

    target, folder = _places(arguments.sources, arguments.output)
    encoding = way.encoding
    if target is not None and not hasattr(arguments, "format"):
        encoding = named_format(target, encoding)
    return [RestoreJob(source, target, way.options, folder=folder, encoding=encoding) for source in arguments.sources]


def _places(sources: list[Path], output: str | None) -> tuple[Path | None, Path | None]:
    """The target and the folder that -o means; a folder is one already, was typed like one, or has to be one."""
    if output is None:
        return None, None
    path = Path(output)
    if len(sources) == 1 and not path.is_dir() and not output.endswith(("/", os.sep)):
        return path, None
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, but {len(sources)} photos need a folder.", hint="Name a folder with -o.")
    return None, path
