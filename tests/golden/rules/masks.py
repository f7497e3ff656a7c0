"""Masks on the step of any rule. What a rule returns is its direction times a positive rate, so the signs are the direction's."""

import numpy as np


class Cautious:
    """Liang et al. 2024, Algorithm 1: the step where it goes against the gradient is left out, the rest is stretched."""

    def __init__(self, rule):
        self.rule, self.telemetry, self.narrowest, self.usual = rule, rule.telemetry, 1.0, 0.0

    def __call__(self, theta, g, lr, loss):
        step = self.rule(theta, g, lr, loss)
        self._watch(step, g)
        agrees = step * g > 0
        return np.where(agrees, g.size / (np.count_nonzero(agrees) + 1) * step, 0.0)

    def _watch(self, step, g):
        self.usual = np.maximum(self.usual, np.abs(step))
        some = (step != 0) & (g != 0)
        if some.any():
            self.narrowest = min(self.narrowest, float((np.abs(step[some]) / self.usual[some]).min()))


class Grams:
    """Cao et al. 2024, Algorithm 1: the size of the step, the sign of the gradient."""

    def __init__(self, rule):
        self.rule, self.telemetry = rule, rule.telemetry

    def __call__(self, theta, g, lr, loss):
        return np.sign(g) * np.abs(self.rule(theta, g, lr, loss))
