"""Findings that can be computed in the head."""

from srdesk.feasibility.findings import Findings, Machine, Pace, Quality, Spread, Subject, Trial


def spread(value, worst=None):
    return Spread.of([value, value, worst or value])


def trial(precision="fp32", *, ms=10.0, side=100, **changes):
    """One tile of one size: ``ms`` milliseconds for ``side`` x ``side``."""
    fields = {
        "engine": "onnx",
        "version": "1.0",
        "precision": precision,
        "bytes": 50_000,
        "load": spread(2.0),
        "paces": (Pace(side, side, spread(ms, 2 * ms)),),
        "held": 20_000_000,
    }
    return Trial(**(fields | changes))


def subject(*trials, name="fsrcnn", halo=0, **changes):
    fields = {"title": name.upper(), "scale": 2, "parameters": 12_645, "operations": 12_000}
    return Subject(name=name, halo=halo, trials=trials or (trial(),), **(fields | changes))


def machine(peak=76.8e9, **changes):
    """As fast as the middle one of the phones, with one thread."""
    return Machine(
        **({"processor": "A <processor>", "threads": 1, "core_peak": spread(peak), "version": "1"} | changes)
    )


def findings(*subjects, **changes):
    return Findings(machine(**changes), subjects or (subject(),))


QUALITY = Quality("fp32", 33.0, 0.91, 30.4, 5)
