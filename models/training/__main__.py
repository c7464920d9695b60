"""Command line, from the models folder: ``python -m training COMMAND``; ``--help`` lists the commands."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

import torch

from . import pictures, recipes, rounding
from .degradations import LEVELS
from .trainer import Run, Validation, best

HERE = Path(__file__).parent
LARGE = 10**6


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m training", description="How every weight file was made.")
    top.add_argument(
        "--data", type=Path, default=os.environ.get("SRDESK_DATA"), help="folder with train/ and eval/ ($SRDESK_DATA)"
    )
    top.add_argument(
        "--runs", type=Path, default=os.environ.get("SRDESK_RUNS", HERE / "runs"), help="checkpoints ($SRDESK_RUNS)"
    )
    commands = top.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train one recipe, resuming where it stopped")
    train.add_argument("name", choices=recipes.read())
    train.add_argument("--minutes", type=float, default=60, help="length of the stable phase in this call")
    train.add_argument("--steps", type=int, help="end the stable phase at this step")
    train.add_argument("--decay", type=int, help="steps of the closing decay (default: the recipe's)")
    train.add_argument("--threads", type=int, default=1)
    train.add_argument(
        "--shipped", action="store_true", help="where there is no run yet, go on from the weight file of that name"
    )
    train.add_argument("--int8", action="store_true", help="tune finished weights to INT8 instead (try --minutes 0)")
    export = commands.add_parser("export", help="write the ONNX files of a recipe, then the catalogue")
    export.add_argument("name", choices=recipes.read())
    export.add_argument("--checkpoint", default="final.pt", help="final.pt, or stable.pt of a run that goes on")
    quantize = commands.add_parser("quantize", help="make the INT8 file of an exported recipe, then the catalogue")
    quantize.add_argument("name", choices=recipes.read())
    measured = commands.add_parser(
        "measure", help="time every weight file over tile sizes (keep the machine quiet), then the catalogue"
    )
    measured.add_argument("--losses", action="store_true", help="only what each loses, which a busy machine tells too")
    levels = commands.add_parser("levels", help="measure networks on worn pictures")
    levels.add_argument("--scale", type=int, default=2)
    contact = commands.add_parser("contact", help="show pictures before and after by several networks on one sheet")
    contact.add_argument("folder", type=Path)
    contact.add_argument("target", type=Path)
    contact.add_argument("--scale", type=int, default=2)
    contact.add_argument("--models", nargs="+", default=["edsr", "photo", "auto"])
    commands.add_parser("cards", help="measure every network on the evaluation sets and write README.md")
    commands.add_parser("catalogue", help="write catalogue.toml for the weight files that are there")
    return top


def main() -> None:
    arguments = parser().parse_args()
    if arguments.command == "train":
        _train(arguments)
    if arguments.command == "export":
        _export(recipes.read()[arguments.name], arguments.runs / arguments.name / arguments.checkpoint)
    if arguments.command == "quantize":
        _quantize(recipes.read()[arguments.name], arguments.data / "train", arguments.runs)
    if arguments.command == "measure":
        from . import measure

        weights = sorted((HERE.parent / "weights").glob("*.onnx"))
        measure.write(weights, arguments.data / "eval" / "Set5", HERE / "costs.json", losses_only=arguments.losses)
    if arguments.command == "levels":
        from . import levels

        folder = arguments.data / "eval" / "CID22-validation"
        target = HERE.parent / f"levels_x{arguments.scale}.md"
        parts = [levels.measure(folder, arguments.scale), levels.choices(folder, arguments.scale)]
        target.write_text("\n".join(parts), encoding="utf-8")
    if arguments.command == "contact":
        from . import contact

        contact.write(arguments.folder, arguments.target, scale=arguments.scale, models=arguments.models)
    if arguments.command == "cards":
        from . import cards

        cards.write(arguments.data, arguments.runs)
    if arguments.command in ("export", "quantize", "measure", "catalogue"):
        from . import catalogue

        catalogue.write()


def _export(recipe: recipes.Recipe, checkpoint: Path) -> None:
    from . import export

    network = export.from_checkpoint(checkpoint, recipe.network, recipe.scale)
    for precision, half in (("fp32", False), ("fp16", True)):
        model = export.to_onnx(network, half=half)
        if precision == "fp32" and model.ByteSize() > LARGE:
            continue  # the half-size file serves both: it is widened when it is loaded, and loses nothing that shows
        (HERE.parent / "weights" / f"{recipe.name}_{precision}.onnx").write_bytes(model.SerializeToString())


def _quantize(recipe: recipes.Recipe, folder: Path, runs: Path) -> None:
    """Make an INT8 file of the weights tuned to it, where there are such, or of the trained ones."""
    from . import calibration, export, product

    weights = HERE.parent / "weights"
    tuned = runs / rounding.recipe_for(recipe).name / "final.pt"
    checkpoint = tuned if tuned.exists() else best(runs / recipe.name)
    source = export.to_onnx(export.from_checkpoint(checkpoint, recipe.network, recipe.scale)).SerializeToString()
    tiles = calibration.tiles(folder, recipe.scale, luma=recipe.network in ("fsrcnn", "espcn"))
    keep = calibration.ends(source, tuned=tuned.exists())
    (weights / f"{recipe.name}_int8.onnx").write_bytes(product.quantize(source, tiles, keep=keep))


def _train(arguments: argparse.Namespace) -> None:
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    recipe = recipes.read()[arguments.name]
    if arguments.shipped:
        recipe = replace(recipe, start_from=recipe.name)
    if arguments.int8:
        recipe = rounding.recipe_for(recipe)
    evaluation = arguments.data / "eval"
    chosen = pictures.load(evaluation / "CID22-validation", recipe.scale)[::4]
    sets = {"cid22": chosen, "set5": pictures.load(evaluation / "Set5", recipe.scale)}
    if recipe.photo:
        worn = [(level, make) for level, make in LEVELS.items() if level in ("jpeg q60", "noise 15")]
        sets |= {level: [pictures.Pair(pair.high, make(pair.low)) for pair in chosen] for level, make in worn}
    validation = Validation(sets)
    pairs = pictures.load(arguments.data / "train", recipe.scale, recipe.shrinks)
    pairs = [pair for pair in pairs if min(pair.low.shape[:2]) >= recipe.patch]
    luma = recipe.network in ("fsrcnn", "espcn")
    patches = pictures.Patches(
        pairs, recipe.scale, recipe.patch, luma=luma, photo=recipe.photo, candidates=recipe.candidates
    )
    decay = recipe.decay if arguments.decay is None else arguments.decay
    Run(recipe, arguments.runs, patches, validation).train(arguments.minutes, arguments.steps, decay)


if __name__ == "__main__":
    main()
