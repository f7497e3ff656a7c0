"""Every model in a small configuration, with inputs and a loss."""

from dataclasses import dataclass
from typing import Callable

import numpy as np
from torch import nn
from torch.nn import functional

from graphs import GraphSage
from sequences import Llama, LstmLanguageModel, Transformer
from vision import (
    EfficientNetworkB0, MobileNetwork, ResidualNetwork, Vgg19, VisionTransformer, WideResidualNetwork, perceptron, small_convolutional)

CLASSES = 5


@dataclass
class Case:
    name: str
    configuration: str
    model: Callable[[], nn.Module]
    inputs: Callable[[np.random.Generator], dict]  # whole numbers are indices, the others are exact in single precision
    loss: Callable


def cross_entropy(scores, inputs):
    return functional.cross_entropy(scores.flatten(0, -2), inputs["labels"].flatten())


def smoothed_cross_entropy(scores, inputs):
    return functional.cross_entropy(scores.flatten(0, -2), inputs["labels"].flatten(), label_smoothing=0.1)


def squared_error(values, inputs):
    return functional.mse_loss(values, inputs["targets"])


def images(channels, side, batch=4):
    return lambda random: {
        "images": random.integers(-256, 256, (batch, channels, side, side)) / 128, "labels": random.integers(0, CLASSES, batch)}


def text(vocabulary, batch=3, length=7):
    return lambda random: {
        "tokens": random.integers(0, vocabulary, (batch, length)), "labels": random.integers(0, vocabulary, (batch, length))}


def sentences(random):
    return {"source": random.integers(0, 23, (3, 6)), "lengths": np.array([6, 3, 5]),
            "target": random.integers(0, 23, (3, 5)), "labels": random.integers(0, 23, (3, 5))}


def ratings(random):
    # Every node has 0, 1, 2 or 4 neighbours, so that the weights of a mean are exact in single precision too.
    known = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (3, 0), (3, 4), (4, 2)]
    asked = [(0, 0), (1, 2), (2, 4), (3, 1), (4, 5), (5, 0)]
    return {"users": np.eye(6), "items": random.integers(0, 2, (6, 4)) * 1.0,
            "known-users": np.array([user for user, _ in known]), "known-items": np.array([item for _, item in known]),
            "edge-users": np.array([user for user, _ in asked]), "edge-items": np.array([item for _, item in asked]),
            "targets": random.integers(2, 11, len(asked)) / 2}


CASES = [
    Case("mlp", "inputs=192, classes=5, hidden-layers=2, units=24", lambda: perceptron(192, CLASSES, 2, 24), images(3, 8), cross_entropy),
    Case("cnn", "classes=5", lambda: small_convolutional(CLASSES), images(1, 28), cross_entropy),
    Case("resnet-18", "size=small, classes=5, width=0.05", lambda: ResidualNetwork(CLASSES, 0.05, (2, 2, 2, 2), False, False), images(3, 16), cross_entropy),
    Case("resnet-50", "size=large, classes=5, width=0.02", lambda: ResidualNetwork(CLASSES, 0.02, (3, 4, 6, 3), True, True), images(3, 48, 8), cross_entropy),
    Case("vgg-19", "size=small, classes=5, width=0.03", lambda: Vgg19(CLASSES, 0.03), images(3, 32), cross_entropy),
    Case("wrn-10-1", "depth=10, width=1, classes=5", lambda: WideResidualNetwork(10, 1, CLASSES), images(3, 16), cross_entropy),
    Case("mobilenet", "size=small, classes=5, width=0.03", lambda: MobileNetwork(CLASSES, 0.03), images(3, 32, 8), cross_entropy),
    Case("efficientnet-b0", "classes=5, width=0.05", lambda: EfficientNetworkB0(CLASSES, 0.05), images(3, 40, 8), cross_entropy),
    Case("vit", "side=8, patch=4, width=12, inner-width=24, layers=2, heads=3, classes=5", lambda: VisionTransformer(8, 4, 12, 24, 2, 3, CLASSES), images(3, 8), cross_entropy),
    Case("llama", "vocabulary=19, hidden-size=16, intermediate-size=24, layers=2, heads=4, key-value-heads=2, tied=false",
         lambda: Llama(19, 16, 24, 2, 4, 2, False), text(19), cross_entropy),
    Case("llama-tied", "vocabulary=19, hidden-size=12, intermediate-size=20, layers=1, heads=3, key-value-heads=3, tied=true",
         lambda: Llama(19, 12, 20, 1, 3, 3, True), text(19), cross_entropy),
    Case("lstm", "vocabulary=19, embedding-size=6, hidden-size=8, layers=2", lambda: LstmLanguageModel(19, 6, 8, 2), text(19), cross_entropy),
    Case("transformer", "vocabulary=23 (shared), width=16, inner-width=24, layers=2, heads=4",
         lambda: Transformer(23, 16, 24, 2, 4), sentences, smoothed_cross_entropy),
    Case("graphsage", "user-features=6, item-features=4, hidden=8", lambda: GraphSage(6, 4, 8), ratings, squared_error),
]
