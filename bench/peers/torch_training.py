"""Steps of training in PyTorch, one turn for every line on standard input.

A line "MODEL LAYOUT THREADS" sets up a model of bench/Impetus.Benchmarks/Training/TrainingCase.cs with AdamW and a batch,
and answers "ready"; LAYOUT is contiguous or channels_last. An empty line takes steps for about 20 ms, the first of which does not
count, and answers with the milliseconds of one: by the clock, and of all processors.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional

CLASSES = 10
WORDS = 2_000


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


class LanguageLstm(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Embedding(WORDS, 200)
        self.rnn = nn.LSTM(200, 200, 2)
        self.decoder = nn.Linear(200, WORDS)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        states, _ = self.rnn(self.encoder(tokens.t()))
        return self.decoder(states.transpose(0, 1)).reshape(-1, WORDS)


class RmsNorm(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.weight


class LlamaLayer(nn.Module):
    def __init__(self, width: int, inner: int, heads: int, length: int) -> None:
        super().__init__()
        self.heads, size = heads, width // heads
        self.norms = nn.ModuleList([RmsNorm(width), RmsNorm(width)])
        self.query, self.key, self.value, self.output = (nn.Linear(width, width, bias=False) for _ in range(4))
        self.gate, self.up = nn.Linear(width, inner, bias=False), nn.Linear(width, inner, bias=False)
        self.down = nn.Linear(inner, width, bias=False)
        angles = torch.outer(torch.arange(length), 10_000 ** (-torch.arange(0, size, 2) / size)).repeat(1, 2)
        self.register_buffer("cosines", angles.cos())
        self.register_buffer("sines", angles.sin())
        self.register_buffer("mask", torch.full((length, length), float("-inf")).triu(1))

    def rotate(self, x: torch.Tensor) -> torch.Tensor:
        first, second = x.chunk(2, -1)
        return x * self.cosines + torch.cat((-second, first), -1) * self.sines

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        normed = self.norms[0](x)
        query, key, value = (
            layer(normed).view(batch, length, self.heads, -1).transpose(1, 2) for layer in (self.query, self.key, self.value)
        )
        query, key = self.rotate(query), self.rotate(key)
        scores = query @ key.transpose(2, 3) / (width // self.heads) ** 0.5 + self.mask
        mixed = (functional.softmax(scores, -1) @ value).transpose(1, 2).reshape(batch, length, width)
        x = x + self.output(mixed)
        normed = self.norms[1](x)
        return x + self.down(functional.silu(self.gate(normed)) * self.up(normed))


class Llama(nn.Module):
    def __init__(self, width: int, inner: int, layers: int, heads: int, length: int) -> None:
        super().__init__()
        self.tokens = nn.Embedding(WORDS, width)
        self.layers = nn.Sequential(*(LlamaLayer(width, inner, heads, length) for _ in range(layers)))
        self.norm, self.head = RmsNorm(width), nn.Linear(width, WORDS, bias=False)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.head(self.norm(self.layers(self.tokens(tokens)))).view(-1, WORDS)


class BertLayer(nn.Module):
    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norms = nn.ModuleList([nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)])
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        query, key, value = (layer(x).view(batch, length, self.heads, -1).transpose(1, 2) for layer in (self.query, self.key, self.value))
        shares = self.dropout(functional.softmax(query @ key.transpose(2, 3) / (width // self.heads) ** 0.5, -1))
        mixed = (shares @ value).transpose(1, 2).reshape(batch, length, width)
        x = self.norms[0](x + self.dropout(self.output(mixed)))
        return self.norms[1](x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Bert(nn.Module):
    def __init__(self, words: int, width: int, inner: int, layers: int, heads: int) -> None:
        super().__init__()
        self.words, self.positions, self.types = nn.Embedding(words, width), nn.Embedding(512, width), nn.Embedding(2, width)
        self.norm, self.dropout = nn.LayerNorm(width, 1e-12), nn.Dropout(0.1)
        self.layers = nn.Sequential(*(BertLayer(width, inner, heads) for _ in range(layers)))
        self.pooler, self.head = nn.Linear(width, width), nn.Linear(width, CLASSES)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        x = self.words(tokens) + self.positions(torch.arange(tokens.shape[1])) + self.types(torch.zeros_like(tokens))
        x = self.layers(self.dropout(self.norm(x)))
        return self.head(self.dropout(torch.tanh(self.pooler(x[:, 0]))))


def tokens(batch: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.randint(WORDS, (batch, length)), torch.randint(WORDS, (batch * length,))


def images(batch: int, channels: int, side: int) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.rand(batch, channels, side, side) - 0.5, torch.randint(CLASSES, (batch,))


CASES = {
    "mlp": lambda: (mlp(), *images(128, 3, 32)),
    "cnn": lambda: (cnn(), *images(128, 1, 28)),
    "resnet18-quarter": lambda: (resnet18(16), *images(128, 3, 32)),
    "resnet18": lambda: (resnet18(64), *images(16, 3, 32)),
    "lstm": lambda: (LanguageLstm(), *tokens(20, 35)),
    "llama": lambda: (Llama(256, 688, 4, 4, 128), *tokens(4, 128)),
    "minilm": lambda: (Bert(30_522, 384, 1_536, 6, 12), tokens(16, 64)[0], images(16, 1, 1)[1]),
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
    trainer, repetitions = None, 1
    for line in sys.stdin:
        words = line.split()
        if words:
            torch.set_num_threads(int(words[2]))
            trainer = Trainer(words[0], words[1])
            times = []
            for _ in range(5):
                start = time.perf_counter()
                trainer.step()
                times.append(time.perf_counter() - start)
            repetitions = max(1, int(0.02 / min(times)))
            print("ready", flush=True)
        else:
            trainer.step()
            start, processors = time.perf_counter(), time.process_time()
            for _ in range(repetitions):
                trainer.step()
            scale = 1000 / repetitions
            print(scale * (time.perf_counter() - start), scale * (time.process_time() - processors), flush=True)


main()
