"""Whether networks can go where they are wanted: measured on this computer, projected to phones, judged by use."""

from srdesk.feasibility.findings import Findings, Machine, Pace, Spread, Subject, Trial

__all__ = ["Findings", "Machine", "Pace", "Spread", "Subject", "Trial"]
