"""Aggregated momentum (Lucas et al. 2019)."""


class AggregatedMomentum:
    """The mean of several heavy balls with their own coefficients."""

    telemetry = {}

    def __init__(self, betas=(0.0, 0.9, 0.99)):
        self.betas, self.m = betas, [0.0 for _ in betas]

    def __call__(self, theta, g, lr, loss):
        self.m = [beta * m + g for beta, m in zip(self.betas, self.m)]
        return lr / len(self.m) * sum(self.m)
