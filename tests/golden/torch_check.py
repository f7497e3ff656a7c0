"""Compares our plain versions with torch's optimizers in float64."""

import numpy as np
import torch

from streams import STEPS, segments


torch.set_default_dtype(torch.float64)  # some optimizers keep scalars as tensors of the default type


def run(case, stream):
    """The trajectory of the torch optimizer that the case names."""
    kind, arguments = case.torch
    parameters = [
        torch.nn.Parameter(torch.tensor(stream.parameters[part].reshape(shape), dtype=torch.float64))
        for _, part, shape in segments()
    ]
    optimizer = getattr(torch.optim, kind)(parameters, lr=case.lr, **arguments)
    result = []
    for step in range(STEPS):
        if stream.rates is not None:
            optimizer.param_groups[0]["lr"] = float(stream.rates[step])
        for parameter, (_, part, shape) in zip(parameters, segments()):
            parameter.grad = torch.tensor(stream.gradients[step, part].reshape(shape), dtype=torch.float64)
        if case.clip_norm is not None:
            torch.nn.utils.clip_grad_norm_(parameters, case.clip_norm)
        optimizer.step()
        result.append(np.concatenate([parameter.detach().numpy().ravel() for parameter in parameters]))
    return np.stack(result)
