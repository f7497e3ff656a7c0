"""Writes safetensors files: an 8-byte little-endian header length, a JSON header, the tensors' bytes back to back."""

import json
import struct

import numpy as np


def write(path, tensors, metadata):
    """Writes tensors (name -> array; float32 stays, all else is float64) with string metadata; equal input gives equal bytes."""
    header, offset = {"__metadata__": {key: str(metadata[key]) for key in sorted(metadata)}}, 0
    blocks = []
    for name in sorted(tensors):
        # asarray, not ascontiguousarray: the latter turns a scalar into a vector of length one
        kind = "<f4" if np.asarray(tensors[name]).dtype == np.float32 else "<f8"
        block = np.asarray(tensors[name], dtype=kind, order="C")
        if not np.isfinite(block).all():
            raise ValueError(f"{path}: {name} is not finite")
        header[name] = {"dtype": "F32" if kind == "<f4" else "F64", "shape": list(block.shape), "data_offsets": [offset, offset + block.nbytes]}
        offset += block.nbytes
        blocks.append(block.tobytes())
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    text += b" " * (-len(text) % 8)  # the data start at a multiple of eight
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        file.writelines(blocks)
