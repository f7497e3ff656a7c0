"""Reads a classifier that was fine-tuned here, with nothing but numpy, and prints its scores.

    /usr/bin/python3 tests/golden/encoders/read_model.py runs/mine/model < tokens.txt

A line of the input has the tokens of a text; a line of the output its scores.
"""

import json
import os
import struct
import sys

import generate
import numpy as np

EPSILONS = {"bert": 1e-12, "roberta": 1e-5, "deberta": 1e-7}


class Stored(generate.Weights):
    """Looks tensors up instead of drawing them."""

    def __init__(self, path):
        with open(path, "rb") as file:
            content = file.read()
        length = struct.unpack("<Q", content[:8])[0]
        header = json.loads(content[8 : 8 + length])
        assert header.pop("__metadata__") == {"format": "pt"}
        self.tensors = {}
        for name, entry in header.items():
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            assert entry["dtype"] == "F32"
            self.tensors[name] = np.frombuffer(content[start:end], "<f4").reshape(entry["shape"])

    def __call__(self, name, *shape):
        return self.tensors[name].astype(np.float64)


def main(folder):
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    family = config["model_type"]
    assert config["architectures"][0].endswith("ForSequenceClassification")
    generate.WIDTH, generate.INNER, generate.HEADS = config["hidden_size"], config["intermediate_size"], config["num_attention_heads"]
    generate.LAYERS, generate.VOCABULARY, generate.CLASSES = config["num_hidden_layers"], config["vocab_size"], len(config["id2label"])
    # Where it is not given, it is the number of positions.
    distance = config.get("max_relative_positions", -1)
    generate.LARGEST_DISTANCE = distance if distance > 0 else config["max_position_embeddings"]
    weights = Stored(os.path.join(folder, "model.safetensors"))
    for line in sys.stdin:
        tokens = np.array([int(token) for token in line.split()])
        hidden = generate.encode(weights, family, family, config.get("layer_norm_eps", EPSILONS[family]), tokens, np.zeros(len(tokens), dtype=int))
        print(*generate.classify(weights, family, family, hidden))


if __name__ == "__main__":
    main(sys.argv[1])
