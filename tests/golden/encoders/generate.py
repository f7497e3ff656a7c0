"""Small encoders with random weights, and what they say: written from the publications and the released names of weights.

    /usr/bin/python3 tests/golden/encoders/generate.py      # Debian: python3-numpy

Every text is computed by itself and without padding, in double precision, one pair of tokens after the other. Two runs write
the same bytes.
"""

import math
import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import safetensors_file  # noqa: E402

FOLDER = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEADS, INNER, LAYERS, VOCABULARY, CLASSES = 12, 3, 20, 2, 29, 3
LENGTHS = [9, 4, 2, 7]
LARGEST_DISTANCE = 5  # shorter than the longest text, so that distances are cut


def erf(values):
    return np.vectorize(math.erf)(values)


def gelu(values):
    return values * 0.5 * (1 + erf(values / math.sqrt(2)))


def softmax(values):
    shares = np.exp(values - values.max(axis=-1, keepdims=True))
    return shares / shares.sum(axis=-1, keepdims=True)


class Weights:
    """Draws tensors when they are first asked for, in single precision."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.tensors = {}

    def __call__(self, name, *shape):
        if name not in self.tensors:
            centre = 1.0 if name.endswith(("LayerNorm.weight", "layer_norm.weight")) else 0.0
            self.tensors[name] = (centre + 0.3 * self.random.standard_normal(shape)).astype(np.float32)
        return self.tensors[name].astype(np.float64)

    def linear(self, name, values, outputs, bias=True):
        result = values @ self(name + ".weight", outputs, values.shape[-1]).T
        return result + self(name + ".bias", outputs) if bias else result

    def norm(self, name, values, epsilon):
        centred = values - values.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + epsilon)
        return scaled * self(name + ".weight", values.shape[-1]) + self(name + ".bias", values.shape[-1])


def plain_attention(weights, name, hidden):
    query, key, value = (weights.linear(f"{name}.{part}", hidden, WIDTH) for part in ("query", "key", "value"))
    size, answer = WIDTH // HEADS, np.zeros_like(hidden)
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        for i in range(len(hidden)):
            scores = np.array([query[i, part] @ key[j, part] for j in range(len(hidden))]) / math.sqrt(size)
            answer[i, part] = softmax(scores) @ value[:, part]
    return answer


def disentangled_attention(weights, name, hidden, distances):
    joined = weights.linear(name + ".in_proj", hidden, 3 * WIDTH, bias=False)
    query_bias, value_bias = weights(name + ".q_bias", WIDTH), weights(name + ".v_bias", WIDTH)
    position_key = weights.linear(name + ".pos_proj", distances, WIDTH, bias=False)
    position_query = weights.linear(name + ".pos_q_proj", distances, WIDTH)
    size, answer = WIDTH // HEADS, np.zeros_like(hidden)
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        start = 3 * head * size  # query, key and value of a head stand together
        query = joined[:, start : start + size] + query_bias[part]
        key = joined[:, start + size : start + 2 * size]
        value = joined[:, start + 2 * size : start + 3 * size] + value_bias[part]
        for i in range(len(hidden)):
            scores = []
            for j in range(len(hidden)):
                row = min(max(i - j + LARGEST_DISTANCE, 0), 2 * LARGEST_DISTANCE - 1)
                scores.append(query[i] @ key[j] + query[i] @ position_key[row, part] + key[j] @ position_query[row, part])
            answer[i, part] = softmax(np.array(scores) / math.sqrt(3 * size)) @ value
    return answer


def encode(weights, prefix, family, epsilon, tokens, segments):
    positions = np.arange(len(tokens)) + (2 if family == "roberta" else 0)
    hidden = weights(f"{prefix}.embeddings.word_embeddings.weight", VOCABULARY, WIDTH)[tokens]
    if family != "deberta":
        hidden = hidden + weights(f"{prefix}.embeddings.position_embeddings.weight", 16, WIDTH)[positions]
        kinds = 2 if family == "bert" else 1
        hidden = hidden + weights(f"{prefix}.embeddings.token_type_embeddings.weight", kinds, WIDTH)[segments]
    hidden = weights.norm(f"{prefix}.embeddings.LayerNorm", hidden, epsilon)
    distances = weights(f"{prefix}.encoder.rel_embeddings.weight", 2 * LARGEST_DISTANCE, WIDTH) if family == "deberta" else None
    for layer in range(LAYERS):
        name = f"{prefix}.encoder.layer.{layer}"
        if family == "deberta":
            gathered = disentangled_attention(weights, f"{name}.attention.self", hidden, distances)
        else:
            gathered = plain_attention(weights, f"{name}.attention.self", hidden)
        hidden = weights.norm(f"{name}.attention.output.LayerNorm", weights.linear(f"{name}.attention.output.dense", gathered, WIDTH) + hidden, epsilon)
        inner = gelu(weights.linear(f"{name}.intermediate.dense", hidden, INNER))
        hidden = weights.norm(f"{name}.output.LayerNorm", weights.linear(f"{name}.output.dense", inner, WIDTH) + hidden, epsilon)
    return hidden


def masked_scores(weights, prefix, family, epsilon, hidden):
    table = weights(f"{prefix}.embeddings.word_embeddings.weight", VOCABULARY, WIDTH)
    if family == "roberta":
        changed = weights.norm("lm_head.layer_norm", gelu(weights.linear("lm_head.dense", hidden, WIDTH)), epsilon)
        return changed @ table.T + weights("lm_head.bias", VOCABULARY)
    name = "cls.predictions"
    changed = weights.norm(f"{name}.transform.LayerNorm", gelu(weights.linear(f"{name}.transform.dense", hidden, WIDTH)), epsilon)
    return changed @ table.T + weights(f"{name}.bias", VOCABULARY)


def classify(weights, prefix, family, hidden):
    first = hidden[0]
    if family == "roberta":
        return weights.linear("classifier.out_proj", np.tanh(weights.linear("classifier.dense", first, WIDTH)), CLASSES)
    if family == "deberta":
        return weights.linear("classifier", gelu(weights.linear("pooler.dense", first, WIDTH)), CLASSES)
    return weights.linear("classifier", np.tanh(weights.linear(f"{prefix}.pooler.dense", first, WIDTH)), CLASSES)


def write(family, seed, epsilon):
    masked, classifier = Weights(seed), Weights(seed + 1)
    random = np.random.default_rng(seed + 2)
    tokens = np.zeros((len(LENGTHS), max(LENGTHS)))
    results = {"masked-hidden": [], "masked-scores": [], "classifier-scores": []}
    segments = np.zeros_like(tokens)
    for row, length in enumerate(LENGTHS):
        ids = random.integers(5, VOCABULARY, length)
        kinds = np.zeros(length, dtype=int)
        if family == "bert" and length > 3:
            kinds[length // 2 :] = 1
        tokens[row, :length], segments[row, :length] = ids, kinds
        hidden = encode(masked, family, family, epsilon, ids, kinds)
        results["masked-hidden"].append(hidden)
        results["masked-scores"].append(masked_scores(masked, family, family, epsilon, hidden))
        results["classifier-scores"].append(classify(classifier, family, family, encode(classifier, family, family, epsilon, ids, kinds))[None])
    folder = os.path.join(FOLDER, family)
    os.makedirs(folder, exist_ok=True)
    safetensors_file.write(os.path.join(folder, "masked.safetensors"), masked.tensors, {"format": "pt"})
    safetensors_file.write(os.path.join(folder, "classifier.safetensors"), classifier.tensors, {"format": "pt"})
    expected = {name: np.concatenate(values) for name, values in results.items()}
    expected |= {"tokens": tokens, "segments": segments, "lengths": np.array(LENGTHS)}
    safetensors_file.write(os.path.join(folder, "expected.safetensors"), expected, {})


if __name__ == "__main__":
    write("bert", 1, 1e-12)
    write("roberta", 11, 1e-5)
    write("deberta", 21, 1e-7)
