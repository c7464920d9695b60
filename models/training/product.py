"""The product's own modules, importable from here whether or not srdesk is installed."""

import sys
from pathlib import Path

MODELS = Path(__file__).parent.parent
sys.path.insert(0, str(MODELS.parent))

from srdesk.convert.quantize import quantize  # noqa: E402
from srdesk.evaluation import Score, evaluate_folder  # noqa: E402
from srdesk.imaging.metrics import psnr, ssim, studio_luma  # noqa: E402
from srdesk.imaging.photo import Photo  # noqa: E402
from srdesk.imaging.resample import enlarge_samples  # noqa: E402
from srdesk.models import graph  # noqa: E402
from srdesk.models.catalogue import load  # noqa: E402
from srdesk.models.spec import ModelSpec  # noqa: E402
from srdesk.restore import RestoreOptions, Restorer  # noqa: E402
from srdesk.restore.choice import CLEAN, WORN  # noqa: E402
from srdesk.restore.options import AUTO  # noqa: E402

__all__ = [
    "AUTO",
    "CLEAN",
    "MODELS",
    "WORN",
    "ModelSpec",
    "Photo",
    "RestoreOptions",
    "Restorer",
    "Score",
    "enlarge_samples",
    "evaluate_folder",
    "graph",
    "load",
    "psnr",
    "quantize",
    "ssim",
    "studio_luma",
]
