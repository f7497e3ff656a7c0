"""Resilient propagation (Riedmiller & Braun 1993), the variant that PyTorch has: a turned gradient counts as zero."""

import numpy as np


class Resilient:
    telemetry = {}

    def __init__(self, eta_minus=0.5, eta_plus=1.2, step_min=1e-6, step_max=50.0):
        self.eta_minus, self.eta_plus, self.step_min, self.step_max = eta_minus, eta_plus, step_min, step_max
        self.previous = self.size = None

    def __call__(self, theta, g, lr, loss):
        if self.size is None:
            self.previous, self.size = 0.0 * g, 0.0 * g + lr
        agreement = np.sign(g) * np.sign(self.previous)
        factor = np.where(agreement > 0, self.eta_plus, np.where(agreement < 0, self.eta_minus, 1.0))
        self.size = np.clip(self.size * factor, self.step_min, self.step_max)
        self.previous = np.where(agreement < 0, 0.0, g)
        return np.sign(self.previous) * self.size
