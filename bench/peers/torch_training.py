"""Steps of training in PyTorch, one turn for every line on standard input.

A line "MODEL LAYOUT THREADS" sets up a model of bench/Impetus.Benchmarks/Training/TrainingCase.cs with AdamW and a batch,
and answers "ready"; LAYOUT is contiguous or channels_last. An empty line takes a step and answers with its milliseconds.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional

CLASSES = 10


def mlp() -> nn.Module:
    return nn.Sequential(
        nn.Flatten(), nn.Linear(3 * 32 * 32, 128), nn.ReLU(True), nn.Linear(128, 128), nn.ReLU(True), nn.Linear(128, CLASSES)
    )


def cnn() -> nn.Module:
    channels = [1, 16, 32, 64, 128]
    layers = []
    for inputs, outputs in zip(channels, channels[1:]):
        layers += [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(True), nn.MaxPool2d(2)]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(128, CLASSES))


class Block(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.inner = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(True),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outputs),
        )
        same = stride == 1 and inputs == outputs
        self.shortcut = (
            nn.Identity() if same else nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))
        )

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        output = self.inner(images)
        output += self.shortcut(images)
        return functional.relu_(output)


def resnet18(width: int) -> nn.Module:
    layers = [nn.Conv2d(3, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(True)]
    inputs = width
    for stage in range(4):
        outputs = width * 2**stage
        layers += [Block(inputs, outputs, 1 if stage == 0 else 2), Block(outputs, outputs, 1)]
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, CLASSES))


def images(batch: int, channels: int, side: int) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.rand(batch, channels, side, side) - 0.5, torch.randint(CLASSES, (batch,))


CASES = {
    "mlp": lambda: (mlp(), *images(128, 3, 32)),
    "cnn": lambda: (cnn(), *images(128, 1, 28)),
    "resnet18-quarter": lambda: (resnet18(16), *images(128, 3, 32)),
    "resnet18": lambda: (resnet18(64), *images(16, 3, 32)),
}


class Trainer:
    def __init__(self, name: str, layout: str) -> None:
        torch.manual_seed(1)
        self.model, self.inputs, self.targets = CASES[name]()
        if layout == "channels_last" and self.inputs.dim() == 4:
            self.model = self.model.to(memory_format=torch.channels_last)
            self.inputs = self.inputs.to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), foreach=True)

    def step(self) -> float:
        self.optimizer.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(self.model(self.inputs), self.targets)
        value = loss.item()
        loss.backward()
        self.optimizer.step()
        return value


def main() -> None:
    trainer = None
    for line in sys.stdin:
        words = line.split()
        if words:
            torch.set_num_threads(int(words[2]))
            trainer = Trainer(words[0], words[1])
            for _ in range(3):
                trainer.step()
            print("ready", flush=True)
        else:
            start = time.perf_counter()
            trainer.step()
            print(1000 * (time.perf_counter() - start), flush=True)


main()
