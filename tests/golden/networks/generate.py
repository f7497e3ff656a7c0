#!/usr/bin/python3
"""Writes values/*.safetensors: what each small network says and how its loss slopes, by Python's torch in double precision."""

import pathlib
import sys
import zlib

import numpy as np
import torch

from cases import CASES

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import safetensors_file  # noqa: E402

LARGEST_GRADIENT = 1024  # elements that are kept of a gradient: whole rows, the first ones
ROUNDING, TOLERANCE = 4e-7, 8e-5  # a network whose gradient moves by more than this under rounding is drawn anew


def drawn(name, shape, random, centre):
    """A parameter or a running statistic; biases lie around the centre, so that most rectifiers are far from their kink."""
    kind = name.rsplit(".", 1)[-1]
    if kind == "running_var":
        values = random.uniform(0.5, 1.5, shape)
    elif len(shape) > 1:
        values = random.normal(0, 1.4 / np.sqrt(np.prod(shape[1:])), shape)
    elif kind == "weight":
        values = random.normal(1 - centre, 0.1, shape)
    else:
        values = random.normal(centre, 0.2, shape)
    return values.astype(np.float32)


def is_state(name):
    return not name.endswith("num_batches_tracked")


def tensors_of(inputs, dtype):
    return {name: torch.tensor(values, dtype=torch.int64 if values.dtype.kind == "i" else dtype) for name, values in inputs.items()}


def run(case, state, inputs, dtype):
    """Output, loss, gradients and running statistics of one pass while training, and the output of one while evaluating."""
    inputs = tensors_of(inputs, dtype)
    model = case.model().to(dtype)
    model.load_state_dict({name: torch.tensor(values, dtype=dtype) for name, values in state.items()}, strict=False)
    arguments = [values for name, values in inputs.items() if name not in ("labels", "targets")]
    with torch.no_grad():
        evaluation = model.eval()(*arguments)
    output = model.train()(*arguments)
    loss = case.loss(output, inputs)
    loss.backward()
    gradients = {name: parameter.grad.double().numpy() for name, parameter in model.named_parameters()}
    buffers = {name: buffer.double().numpy() for name, buffer in model.named_buffers() if is_state(name)}
    return output.detach().double().numpy(), float(loss), gradients, buffers, evaluation.double().numpy()


def vanishing(gradients):
    """Biases in front of a normalisation and of keys: their gradient is zero but for rounding."""
    whole = np.sqrt(sum(np.sum(each ** 2) for each in gradients.values()))
    return {name for name, each in gradients.items() if np.linalg.norm(each) < 1e-12 * whole}


def distance(left, right, zero):
    return max(np.linalg.norm(left[name] - right[name]) / np.linalg.norm(left[name]) for name in left if name not in zero)


def is_steady(case, state, inputs, gradients, zero):
    """Whether no rectifier and no pooling is so close to a change of mind that single precision could move it."""
    random = np.random.default_rng(0)
    others = [{name: values * (1 + ROUNDING * random.normal(size=values.shape)) for name, values in state.items()} for _ in range(12)]
    return all(distance(gradients, run(case, other, inputs, torch.float64)[2], zero) < TOLERANCE for other in others) \
        and distance(gradients, run(case, state, inputs, torch.float32)[2], zero) < TOLERANCE


def kept_rows(gradient):
    row = gradient[0].size if gradient.ndim > 1 else 1
    return gradient if gradient.size <= LARGEST_GRADIENT else gradient[:max(1, LARGEST_GRADIENT // row)]


def generate(case):
    model = case.model()
    names = [name for name, _ in model.named_parameters()]
    centre = 0.5 if list(model.buffers()) else 0
    for seed in range(50):
        state = {
            name: drawn(name, tuple(values.shape), np.random.default_rng([seed, zlib.crc32(f"{case.name}/{name}".encode())]), centre)
            for name, values in model.state_dict().items() if is_state(name)}
        inputs = case.inputs(np.random.default_rng([seed, zlib.crc32(case.name.encode())]))
        output, loss, gradients, after, evaluation = run(case, state, inputs, torch.float64)
        zero = vanishing(gradients)
        if is_steady(case, state, inputs, gradients, zero):
            break
    else:
        raise SystemExit(f"{case.name}: rounding moves the gradient with every seed")

    tensors = {f"{'parameter' if name in names else 'buffer'}/{name}": values for name, values in state.items()}
    tensors |= {f"input/{name}": values.astype(np.float32) for name, values in inputs.items()}
    tensors |= {"output": output, "loss": np.float64(loss)}
    tensors |= {f"gradient/{name}": np.zeros_like(kept_rows(each)) if name in zero else kept_rows(each) for name, each in gradients.items()}
    if after:
        tensors |= {f"buffer-after/{name}": values for name, values in after.items()} | {"evaluation": evaluation}
    path = HERE / "values" / f"{case.name}.safetensors"
    safetensors_file.write(path, tensors, {
        "model": case.name, "configuration": case.configuration, "oracle": f"torch {torch.__version__}, float64", "seed": seed})
    elements = sum(values.size for name, values in tensors.items() if name.startswith("parameter/"))
    print(f"{case.name:16} seed {seed:2}  {elements:7} parameters  {path.stat().st_size // 1024:5} KiB  loss {loss:.4f}  zero gradients {len(zero)}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    (HERE / "values").mkdir(exist_ok=True)
    for each in CASES:
        if len(sys.argv) == 1 or each.name in sys.argv[1:]:
            generate(each)
