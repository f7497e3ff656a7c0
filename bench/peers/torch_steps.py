"""Steps of PyTorch's own optimizers, one turn for every line on standard input.

A line "NAME FOREACH ELEMENTS TENSORS THREADS REPETITIONS" sets up an optimizer and tensors and answers "ready"; an empty
line takes REPETITIONS steps and answers with the milliseconds of one.
"""

import sys
import time

import torch


def make(name: str, foreach: bool, elements: int, tensors: int) -> torch.optim.Optimizer:
    parameters = [torch.rand(elements // tensors) for _ in range(tensors)]
    for parameter in parameters:
        parameter.grad = 0.01 * torch.rand_like(parameter)
    if name == "adamw":
        return torch.optim.AdamW(parameters, lr=1e-3, foreach=foreach)
    return torch.optim.SGD(parameters, lr=1e-3, momentum=0.9, foreach=foreach)


def main() -> None:
    optimizer, repetitions = None, 1
    for line in sys.stdin:
        words = line.split()
        if words:
            name, foreach, elements, tensors, threads, repetitions = words[0], words[1] == "foreach", *map(int, words[2:])
            torch.set_num_threads(threads)
            optimizer = make(name, foreach, elements, tensors)
            for _ in range(3):
                optimizer.step()
            print("ready", flush=True)
        else:
            start = time.perf_counter()
            for _ in range(repetitions):
                optimizer.step()
            print(1000 * (time.perf_counter() - start) / repetitions, flush=True)


main()
