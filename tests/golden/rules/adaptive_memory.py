"""Adaptive memory momentum: the coefficient that minimises a model of two planes (main algorithm, Eq. 14, App. A and D)."""

import numpy as np

from .second_moment import SecondMoment
from .vectors import clip, inner


class AdaptiveMemory:
    """AM-MGD. With the loss of each step the deterministic form, otherwise its first-order stand-in."""

    def __init__(self, lambda_=0.1, beta_max=0.9):
        self.lambda_, self.beta_max = lambda_, beta_max
        self.d = self.lr = self.loss = None
        self.telemetry = {}

    def __call__(self, theta, g, lr, loss):
        if self.d is None:
            self.d, beta = g, 0.0
        else:
            beta = self._beta(g, lr, loss)
            self.d = ((1 - beta) * g + (beta + self.lambda_) * self.d) / (1 + self.lambda_)
        self.lr, self.loss = lr, loss
        self.telemetry["beta"] = float(beta)
        return lr * self.d

    def _beta(self, g, lr, loss):
        d, lambda_ = self.d, self.lambda_
        difference = d - g
        squared = inner(difference, difference)
        if squared == 0:
            return 0.0
        if loss is None:
            expected = self.lr / lr * inner(g, d)
        else:
            expected = (self.loss - loss) / lr
        return clip(((1 + lambda_) * expected - inner(difference, g + lambda_ * d)) / squared, 0.0, self.beta_max)


class AdaptiveMemoryAdam:
    """AM-AdamW, and the same over any other denominator.

    The memory starts at zero and the first coefficient is beta_max, so the factor 1 - beta_max * (product of the earlier
    coefficients) in the preconditioner is its bias correction.
    """

    def __init__(self, lambda_=0.1, beta_max=0.9, weight_decay=0.0, scaling=None, beta_min=0.0, restart_below=None):
        self.lambda_, self.beta_max, self.weight_decay = lambda_, beta_max, weight_decay
        self.beta_min, self.restart_below = beta_min, restart_below
        self.scaling = scaling or SecondMoment(beta2=0.999, eps=1e-8)
        self.d, self.product, self.lr = 0.0, 1.0, None
        self.telemetry = {}

    def __call__(self, theta, g, lr, loss):
        lambda_ = self.lambda_
        P = (1 - self.beta_max * self.product) * self.scaling.denominator(g)
        beta = self.beta_max if self.lr is None else self._beta(theta, g, lr, P)
        if self.restart_below is not None and beta < self.restart_below:
            self.d = g
        else:
            self.d = ((1 - beta) * g + (beta + lambda_ * P) * self.d) / (1 + lambda_ * P)
        self.product *= beta
        self.lr = lr
        self.telemetry["beta"] = float(beta)
        return lr * self.d / P

    def _beta(self, theta, g, lr, P):
        d, lambda_, mu = self.d, self.lambda_, self.weight_decay
        w = 1 / (P * (1 + lambda_ * P))
        difference = d - g
        squared = inner(w * difference, difference)
        if squared == 0:
            return 0.0
        expected = (1 + mu * lr) * self.lr / lr * inner(g, d / P + mu * theta)
        model = inner(w * difference, g + lambda_ * P * d) + mu * inner(theta, difference)
        return clip((expected - model) / squared, self.beta_min, self.beta_max)
