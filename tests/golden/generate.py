#!/usr/bin/python3
"""Writes the golden streams and trajectories; fails if an oracle disagrees with torch or is badly conditioned."""

import argparse
import pathlib
import shutil
import sys

import numpy as np

import property_check
import safetensors_file
import torch_check
import two_plane_check
from cases import CASES
from rules import matrices
from streams import STREAMS
from trajectory import run

AGREEMENT = 1e-12  # with torch, relative to the largest parameter of the tensor vector at that step
CONDITION = 2e-13  # float64 against 80-bit arithmetic: what rounding alone may do to a trajectory
MARGIN = 1e-4  # how near a tie any choice may come: between two priorities, or of a sign


def distance(one, other):
    """Largest difference over all steps, relative to the largest parameter of that step."""
    scale = np.maximum(np.abs(other).max(axis=1, keepdims=True), 1e-300)
    return float((np.abs(one - other) / scale).max())


def check(case, name, stream, trajectory):
    """What is wrong with this trajectory, if anything, and what float32 makes of it."""
    wrong = []
    if case.torch is not None:
        apart = distance(trajectory.parameters, torch_check.run(case, stream))
        if apart > AGREEMENT:
            wrong.append(f"differs from torch by {apart:.1e}")
    rounding = distance(trajectory.parameters, run(case, stream, np.longdouble).parameters)
    if rounding > CONDITION:
        wrong.append(f"rounding alone moves it by {rounding:.1e}")
    if trajectory.narrowest < MARGIN:
        wrong.append(f"a choice is only {trajectory.narrowest:.1e} from a tie")
    single = distance(run(case, stream, np.float32).parameters, trajectory.parameters)
    return [f"{case.name} on {name}: {text}" for text in wrong], rounding, single


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    parser.add_argument("--verbose", action="store_true", help="print how each case behaves under rounding")
    arguments = parser.parse_args()
    for folder in ("streams", "trajectories"):
        shutil.rmtree(arguments.output / folder, ignore_errors=True)
        (arguments.output / folder).mkdir(parents=True)

    for name, stream in STREAMS.items():
        safetensors_file.write(arguments.output / "streams" / f"{name}.safetensors", stream.tensors(),
                               {"description": stream.description})
        (arguments.output / "trajectories" / name).mkdir()

    problems, written = two_plane_check.check() + property_check.check() + matrices.check(), 0
    for case in CASES:
        for name in case.streams:
            trajectory = run(case, STREAMS[name])
            wrong, rounding, single = check(case, name, STREAMS[name], trajectory)
            problems += wrong
            if arguments.verbose:
                print(f"{case.name:52} {name:22} float64 {rounding:.1e}  float32 {single:.1e}")
            safetensors_file.write(arguments.output / "trajectories" / name / f"{case.name}.safetensors",
                                   trajectory.tensors(), {"optimizer": case.specification, "oracle": case.oracle})
            written += 1
    print(f"{len(STREAMS)} streams, {len(CASES)} cases, {written} trajectories")
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
