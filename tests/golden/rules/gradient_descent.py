"""Gradient descent, heavy ball, Nesterov and the moving-average form."""


class GradientDescent:
    telemetry = {}

    def __call__(self, theta, g, lr, loss):
        return lr * g


class HeavyBall:
    """m = beta m + (1 - dampening) g from the first step on, which is not special; Nesterov steps along g + beta m."""

    telemetry = {}

    def __init__(self, momentum=0.9, dampening=0.0, nesterov=False):
        self.momentum, self.dampening, self.nesterov = momentum, dampening, nesterov
        self.m = 0.0

    def __call__(self, theta, g, lr, loss):
        self.m = self.momentum * self.m + (1 - self.dampening) * g
        return lr * (g + self.momentum * self.m if self.nesterov else self.m)


class MovingAverage:
    """Momentum gradient descent: m = beta m + (1 - beta) g."""

    telemetry = {}

    def __init__(self, momentum=0.9):
        self.momentum = momentum
        self.m = 0.0

    def __call__(self, theta, g, lr, loss):
        self.m = self.momentum * self.m + (1 - self.momentum) * g
        return lr * self.m
