"""Reads a classifier of BERT's family that was fine-tuned here with torch's own layers, and prints its scores.

    /usr/bin/python3 tests/golden/encoders/read_with_torch.py runs/mine/model < tokens.txt     # Debian: python3-torch

A line of the input has the tokens of a text; a line of the output its scores.
"""

import json
import os
import sys

import torch
from read_model import Stored
from torch import nn


class Classifier(nn.Module):
    def __init__(self, config, tensors):
        super().__init__()
        self.tensors = {name: torch.tensor(values) for name, values in tensors.items()}
        width, epsilon = config["hidden_size"], config.get("layer_norm_eps", 1e-12)
        layer = nn.TransformerEncoderLayer(
            width, config["num_attention_heads"], config["intermediate_size"], 0.0, "gelu", epsilon, batch_first=True, dtype=torch.float64)
        self.norm = nn.LayerNorm(width, epsilon, dtype=torch.float64)
        self.encoder = nn.TransformerEncoder(layer, config["num_hidden_layers"], enable_nested_tensor=False)
        self.fill(self.norm, "bert.embeddings.LayerNorm")
        for number, own in enumerate(self.encoder.layers):
            name = f"bert.encoder.layer.{number}"
            for kind in ("weight", "bias"):
                parts = [self.tensors[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(own.self_attn, f"in_proj_{kind}").data.copy_(torch.cat(parts))
            self.fill(own.self_attn.out_proj, f"{name}.attention.output.dense")
            self.fill(own.norm1, f"{name}.attention.output.LayerNorm")
            self.fill(own.linear1, f"{name}.intermediate.dense")
            self.fill(own.linear2, f"{name}.output.dense")
            self.fill(own.norm2, f"{name}.output.LayerNorm")

    def fill(self, layer, name):
        layer.weight.data.copy_(self.tensors[f"{name}.weight"])
        layer.bias.data.copy_(self.tensors[f"{name}.bias"])

    def linear(self, name, values):
        return nn.functional.linear(values, self.tensors[f"{name}.weight"].double(), self.tensors[f"{name}.bias"].double())

    def forward(self, tokens):
        table = {kind: self.tensors[f"bert.embeddings.{kind}_embeddings.weight"].double() for kind in ("word", "position", "token_type")}
        start = table["word"][tokens] + table["position"][: len(tokens)] + table["token_type"][0]
        first = self.encoder(self.norm(start)[None])[0, 0]
        return self.linear("classifier", torch.tanh(self.linear("bert.pooler.dense", first)))


def main(folder):
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    assert config["architectures"] == ["BertForSequenceClassification"]
    model = Classifier(config, Stored(os.path.join(folder, "model.safetensors")).tensors).eval()
    with torch.no_grad():
        for line in sys.stdin:
            print(*model(torch.tensor([int(token) for token in line.split()])).tolist())


main(sys.argv[1])
