"""Averaged gradient descent as PyTorch's ASGD has it. The average beside the parameters moves nothing; a trajectory does not show it."""


class AveragedDescent:
    telemetry = {}

    def __init__(self, lambda_=1e-4, alpha=0.75, t0=1e6):
        self.lambda_, self.alpha, self.t0, self.t = lambda_, alpha, t0, 0
        self.average = 0.0

    def __call__(self, theta, g, lr, loss):
        rate = lr / (1 + self.lambda_ * lr * self.t) ** self.alpha
        change = rate * (g + self.lambda_ * theta)
        self.average = self.average + (theta - change - self.average) / max(1, self.t - self.t0)
        self.t += 1
        return change
