"""Runs a rule over a stream: clipping, decay and scope live here, because every optimizer shares them."""

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

from rules.vectors import norm
from streams import SIZE, STEPS, segments


@dataclass(frozen=True)
class Case:
    name: str
    specification: str
    oracle: str
    rule: Callable  # makes a fresh rule
    lr: float
    streams: tuple
    coupled: float = 0.0  # L2 decay, added to the clipped gradient
    decoupled: float = 0.0  # theta is multiplied by 1 - lr * decay first
    proximal: float = 0.0  # theta is divided by 1 + lr * decay last
    clip_norm: float | None = None  # over all tensors
    scope: str = "global"  # "tensor" gives every tensor a rule of its own
    torch: tuple | None = None  # (class name, arguments) of the same optimizer in PyTorch


@dataclass
class Trajectory:
    parameters: np.ndarray  # STEPS x SIZE
    telemetry: dict = field(default_factory=dict)  # key -> STEPS
    narrowest: float = 1.0  # relative distance from a tie of the nearest choice: between priorities, or of a sign

    def tensors(self):
        result = {f"telemetry/{key}": np.array(values) for key, values in self.telemetry.items()}
        for name, part, shape in segments():
            result[f"param/{name}"] = self.parameters[:, part].reshape((STEPS, *shape))
        return result


def clipped(gradient, most):
    """As torch.nn.utils.clip_grad_norm_: the factor is most / (norm + 1e-6), never above one."""
    return gradient if most is None else gradient * min(1.0, most / (norm(gradient) + 1e-6))


def run(case, stream, precision=np.float64):
    parts = [part for _, part, _ in segments()] if case.scope == "tensor" else [slice(0, SIZE)]
    rules = [case.rule() for _ in parts]
    theta = stream.parameters.astype(precision)
    result = Trajectory(np.empty((STEPS, SIZE), precision))
    for step in range(STEPS):
        lr = float(stream.rates[step]) if stream.rates is not None else case.lr
        loss = float(stream.losses[step]) if stream.losses is not None else None
        g = clipped(stream.gradients[step].astype(precision), case.clip_norm) + case.coupled * theta
        change = np.concatenate([rule(theta[part], g[part], lr, loss) for rule, part in zip(rules, parts)])
        theta = ((1 - lr * case.decoupled) * theta - change) / (1 + lr * case.proximal)
        result.parameters[step] = theta
        if case.scope == "global":
            for key, value in rules[0].telemetry.items():
                result.telemetry.setdefault(key, []).append(value)
    choosers = [part for rule in rules for part in (rule, getattr(rule, "buffer", None))]
    result.narrowest = min(getattr(chooser, "narrowest", 1.0) for chooser in choosers)
    return result
