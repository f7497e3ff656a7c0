"""Rules that change one thing about Adam: its norm, its look ahead, what its second moment sees, or what its first keeps."""

import math

import numpy as np

from .second_moment import SecondMoment
from .vectors import norm


class Adamax:
    """Kingma & Ba 2015, Algorithm 2; eps is added to every gradient, as PyTorch does."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.999, eps=1e-8):
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.m = self.u = 0.0
        self.t = 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.u = np.maximum(self.beta2 * self.u, np.abs(g) + self.eps)
        return lr / (1 - self.beta1**self.t) * self.m / self.u


class NesterovAdam:
    """Dozat 2016 with the momentum schedule of PyTorch."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=4e-3):
        self.beta1, self.momentum_decay = beta1, momentum_decay
        self.scaling = SecondMoment(beta2, eps)
        self.m, self.product, self.t = 0.0, 1.0, 0

    def _momentum(self, t):
        return self.beta1 * (1 - 0.5 * 0.96 ** (t * self.momentum_decay))

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        now, following = self._momentum(self.t), self._momentum(self.t + 1)
        self.product *= now
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        P = self.scaling.denominator(g)
        return lr * (1 - now) / (1 - self.product) * g / P + lr * following / (1 - self.product * following) * self.m / P


class AdaBelief:
    """Zhuang et al. 2020, Algorithm 2: eps enters the variance in every step, and stays in it."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.999, eps=1e-16, amsgrad=False):
        self.beta1, self.beta2, self.eps, self.amsgrad = beta1, beta2, eps, amsgrad
        self.m = self.s = self.largest = 0.0
        self.t = 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.s = self.beta2 * self.s + (1 - self.beta2) * (g - self.m) ** 2 + self.eps
        s = self.s
        if self.amsgrad:
            s = self.largest = np.maximum(self.largest, s)
        return lr * (self.m / (1 - self.beta1**self.t)) / (np.sqrt(s / (1 - self.beta2**self.t)) + self.eps)


class AdEMAMix:
    """Pagliardini et al. 2024, Algorithm 1; alpha and beta3 grow over the first `warmup` steps."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.999, beta3=0.9999, alpha=2.0, warmup=0.0, eps=1e-8):
        self.beta1, self.beta3, self.alpha, self.warmup = beta1, beta3, alpha, warmup
        self.scaling = SecondMoment(beta2, eps)
        self.fast = self.slow = 0.0
        self.t = 0

    def _grown(self):
        if self.t >= self.warmup:
            return self.alpha, self.beta3
        part = self.t / self.warmup
        start, end = math.log(self.beta1), math.log(self.beta3)
        return part * self.alpha, math.exp(start * end / ((1 - part) * end + part * start))

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        alpha, beta3 = self._grown()
        self.fast = self.beta1 * self.fast + (1 - self.beta1) * g
        self.slow = beta3 * self.slow + (1 - beta3) * g
        return lr * (self.fast / (1 - self.beta1**self.t) + alpha * self.slow) / self.scaling.denominator(g)


class Adan:
    """Xie et al. 2022, Algorithm 1, with the authors' coefficients (1 - beta in the paper) and bias corrections."""

    telemetry = {}

    def __init__(self, beta1=0.98, beta2=0.92, beta3=0.99, eps=1e-8):
        self.beta1, self.beta2 = beta1, beta2
        self.scaling = SecondMoment(beta3, eps)
        self.m = self.v = 0.0
        self.previous, self.t = None, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        change = 0.0 * g if self.previous is None else g - self.previous
        self.previous = g
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * change
        P = self.scaling.denominator(g + self.beta2 * change)
        return lr * (self.m / (1 - self.beta1**self.t) + self.beta2 * self.v / (1 - self.beta2**self.t)) / P


class ADOPT:
    """Taniguchi et al. 2024, Algorithm 2: the first step only sets v, then v is always one step behind."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.9999, eps=1e-6):
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.m, self.v, self.t = 0.0, None, 0

    def __call__(self, theta, g, lr, loss):
        if self.v is None:
            self.v = g * g
            return 0.0 * g
        self.t += 1
        bound = self.t**0.25
        normed = np.clip(g / np.maximum(np.sqrt(self.v), self.eps), -bound, bound)
        self.m = self.beta1 * self.m + (1 - self.beta1) * normed
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        return lr * self.m


class MARS:
    """Yuan et al. 2024, MARS-AdamW with the gradient of the step before in place of a second one; it starts at 0."""

    telemetry = {}

    def __init__(self, beta1=0.95, beta2=0.99, gamma=0.025, eps=1e-8):
        self.beta1, self.gamma = beta1, gamma
        self.scaling = SecondMoment(beta2, eps)
        self.m = self.previous = 0.0
        self.t = 0
        self.narrowest = 1.0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        c = g + self.gamma * self.beta1 / (1 - self.beta1) * (g - self.previous)
        self.previous = g
        length = norm(c)
        self.narrowest = min(self.narrowest, float(abs(length - 1)))
        if length > 1:
            c = c / length
        self.m = self.beta1 * self.m + (1 - self.beta1) * c
        return lr * (self.m / (1 - self.beta1**self.t)) / self.scaling.denominator(c)
