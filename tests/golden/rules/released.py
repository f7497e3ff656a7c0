"""Critical momenta and gradients as their authors released them (github.com/chandar-lab/CMOptimizer, cmoptimizer/optim.py and
prioritydict.py), followed line by line: a buffer of its own for every tensor, with one priority for all (`synced`)."""

import numpy as np


class Released:
    """What both share. `tensors` are the slices of the parameters that the code sees as tensors of one group."""

    telemetry = {}

    def __init__(self, tensors, beta1=0.9, beta2=0.99, eps=1e-8, capacity=5, decay=0.7):
        self.tensors, self.beta1, self.beta2, self.eps = tensors, beta1, beta2, eps
        self.capacity, self.decay = capacity, decay
        self.heap, self.keys = [[] for _ in tensors], [[] for _ in tensors]
        self.exp_avg, self.exp_avg_sq, self.step = [0.0] * len(tensors), [0.0] * len(tensors), 0
        self.narrowest = 1.0

    def offer(self, tensor, key, value):
        heap, keys = self.heap[tensor], self.keys[tensor]
        if len(heap) < self.capacity:
            heap.append(value)
            keys.append(key)
            return
        smallest = int(np.argmin(keys))
        others = [other for other in (key, *keys) if other != keys[smallest]]
        if others:
            self.narrowest = min([self.narrowest, *(abs(other - keys[smallest]) / max(other, keys[smallest]) for other in others)])
        if key > keys[smallest]:
            heap[smallest], keys[smallest] = value, key

    def __call__(self, theta, g, lr, loss):
        parts = [g[part] for part in self.tensors]
        grad_norm = sum(np.sqrt(np.sum(np.square(part))) for part in parts)
        self.step += 1
        changes = []
        for tensor, grad in enumerate(parts):
            direction, observed = self.aggregate(tensor, grad, grad_norm)
            changes.append(self.move(tensor, direction, observed, lr))
            self.keys[tensor] = [self.decay * key for key in self.keys[tensor]]
        return np.concatenate(changes)

    def move(self, tensor, direction, observed, lr):
        self.exp_avg_sq[tensor] = self.beta2 * self.exp_avg_sq[tensor] + (1 - self.beta2) * observed * observed
        denominator = np.sqrt(self.exp_avg_sq[tensor]) / np.sqrt(1 - self.beta2**self.step) + self.eps
        return lr / (1 - self.beta1**self.step) * direction / denominator


class ReleasedMomenta(Released):
    """Adam_CM."""

    def aggregate(self, tensor, grad, grad_norm):
        if self.step == 1:
            self.exp_avg[tensor] = np.zeros_like(grad)
            self.offer(tensor, grad_norm, grad)
            return self.exp_avg[tensor], self.exp_avg[tensor]
        self.exp_avg[tensor] = self.beta1 * self.exp_avg[tensor] + (1 - self.beta1) * grad
        aggregate = self.exp_avg[tensor] + sum(self.heap[tensor]) / len(self.heap[tensor])
        self.offer(tensor, grad_norm, self.exp_avg[tensor])
        return aggregate, aggregate


class ReleasedGradients(Released):
    """Adam_C."""

    def aggregate(self, tensor, grad, grad_norm):
        aggregate = grad if self.step == 1 else grad + sum(self.heap[tensor]) / len(self.heap[tensor])
        self.offer(tensor, grad_norm, grad)
        self.exp_avg[tensor] = self.beta1 * self.exp_avg[tensor] + (1 - self.beta1) * aggregate
        return self.exp_avg[tensor], aggregate


class ReleasedDescent(ReleasedGradients):
    """SGD_C without momentum."""

    def move(self, tensor, direction, observed, lr):
        return lr * observed
