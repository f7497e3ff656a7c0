#!/usr/bin/python3
"""Writes what torch.save makes of PyTorch's optimizers, and where their training goes from there.

generate.py                     writes RULE.pt (optimizer.state_dict() after 10 steps) and RULE.safetensors (parameters after 10 and 20)
generate.py --check RULE FILE   goes on from FILE, a state that another library saved after 20 steps, and fails if 30 steps end elsewhere
"""

import argparse
import pathlib
import sys

import torch

sys.path.append(str(pathlib.Path(__file__).parent.parent))
import safetensors_file

SHAPES = {"layer.weight": (3, 4), "layer.bias": (5,)}
RULES = {
    "plain-sgd": lambda groups: torch.optim.SGD(groups, lr=0.05),
    "plain-rmsprop": lambda groups: torch.optim.RMSprop(groups, lr=0.02, alpha=0.9),
    "sgd": lambda groups: torch.optim.SGD(groups, lr=0.05, momentum=0.9, nesterov=True),
    "adam": lambda groups: torch.optim.Adam(groups, lr=0.02, betas=(0.8, 0.95), amsgrad=True),
    "adamw": lambda groups: torch.optim.AdamW(groups, lr=0.02),
    "rmsprop": lambda groups: torch.optim.RMSprop(groups, lr=0.02, alpha=0.9, momentum=0.5),
}


def begin():
    """The parameters, in double precision."""
    return [torch.nn.Parameter(torch.sin(torch.arange(torch.Size(shape).numel(), dtype=torch.float64)).reshape(shape) + 1) for shape in SHAPES.values()]


def optimizer_of(rule, parameters):
    """Two groups: weights with decay and half the rate, biases without."""
    optimizer = RULES[rule]([{"params": [parameters[0]], "weight_decay": 0.1}, {"params": [parameters[1]], "weight_decay": 0.0}])
    optimizer.param_groups[0]["lr"] /= 2
    return optimizer


def train(optimizer, parameters, first, end):
    """Steps on gradients that depend on the step, and a little on the parameter."""
    for step in range(first, end):
        for index, parameter in enumerate(parameters):
            numbers = torch.arange(parameter.numel(), dtype=torch.float64)
            parameter.grad = (torch.cos(numbers * 1.7 + step * 0.9 + index) * 0.5).reshape(parameter.shape) + parameter.detach() * 0.3
        optimizer.step()


def values(parameters):
    return [parameter.detach().clone() for parameter in parameters]


def check(rule, file):
    """30 steps without a break against 20, and 10 with the state of the file."""
    whole, rest = begin(), begin()
    optimizer = optimizer_of(rule, whole)
    train(optimizer, whole, 0, 20)
    with torch.no_grad():
        for parameter, value in zip(rest, values(whole)):
            parameter.copy_(value)
    train(optimizer, whole, 20, 30)
    other = optimizer_of(rule, rest)
    other.load_state_dict(torch.load(file))
    train(other, rest, 20, 30)
    apart = max(float((a - b).norm() / a.norm()) for a, b in zip(whole, rest))
    print(f"{rule}: {apart:.1e} apart after 10 more steps")
    return apart < 1e-9


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", nargs=2, metavar=("RULE", "FILE"))
    arguments = parser.parse_args()
    if arguments.check:
        sys.exit(0 if check(*arguments.check) else 1)
    folder = pathlib.Path(__file__).parent
    for rule in RULES:
        parameters = begin()
        optimizer = optimizer_of(rule, parameters)
        train(optimizer, parameters, 0, 10)
        torch.save(optimizer.state_dict(), folder / f"{rule}.pt")
        tensors = {f"10/{name}": value.numpy() for name, value in zip(SHAPES, values(parameters))}
        train(optimizer, parameters, 10, 20)
        tensors |= {f"20/{name}": value.numpy() for name, value in zip(SHAPES, values(parameters))}
        safetensors_file.write(folder / f"{rule}.safetensors", tensors, {"torch": torch.__version__})


if __name__ == "__main__":
    main()
