#!/usr/bin/python3
"""The program in PyTorch that begins, and can go on where .NET has left off: a perceptron on Fashion-MNIST with AdamW.

train.py OUT           trains 200 batches and writes OUT/model.pt and OUT/optimizer.pt
train.py OUT --resume  reads both, trains 200 batches more, and says how it does before and after
"""

import argparse
import gzip
import pathlib

import torch

DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")


def images(name):
    return torch.frombuffer(bytearray(gzip.open(DATA / name).read()[16:]), dtype=torch.uint8).reshape(-1, 784).float() / 255


def labels(name):
    return torch.frombuffer(bytearray(gzip.open(DATA / name).read()[8:]), dtype=torch.uint8).long()


def accuracy(model):
    with torch.no_grad():
        return (model(images("t10k-images-idx3-ubyte.gz")).argmax(1) == labels("t10k-labels-idx1-ubyte.gz")).float().mean().item()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--resume", action="store_true")
    arguments = parser.parse_args()
    torch.manual_seed(2 if arguments.resume else 1)
    model = torch.nn.Sequential(torch.nn.Linear(784, 12), torch.nn.ReLU(), torch.nn.Linear(12, 10))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.002, weight_decay=0.01)
    if arguments.resume:
        model.load_state_dict(torch.load(arguments.folder / "model.pt"))
        optimizer.load_state_dict(torch.load(arguments.folder / "optimizer.pt"))
        print(f"PyTorch takes over at {accuracy(model):.1%} of the test images, after {int(optimizer.state_dict()['state'][0]['step'])} steps")
    inputs, targets = images("train-images-idx3-ubyte.gz"), labels("train-labels-idx1-ubyte.gz")
    for _ in range(200):
        batch = torch.randint(len(inputs), (128,))
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(inputs[batch]), targets[batch]).backward()
        optimizer.step()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), arguments.folder / "model.pt")
    torch.save(optimizer.state_dict(), arguments.folder / "optimizer.pt")
    print(f"PyTorch leaves off at {accuracy(model):.1%}")


if __name__ == "__main__":
    main()
