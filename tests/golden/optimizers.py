"""Builds the rule that a specification names. Defaults stand beside the option that they belong to."""

import numpy as np

from rules.accumulated import Adadelta, Adagrad
from rules.adam_variants import ADOPT, AdaBelief, Adamax, Adan, AdEMAMix, MARS, NesterovAdam
from rules.adaptive_memory import AdaptiveMemory, AdaptiveMemoryAdam
from rules.aggregated import AggregatedMomentum
from rules.angular import AngularGrad
from rules.averaged import AveragedDescent
from rules.bounded import AdaBound
from rules.combinations import CriticalMomentaMaximumVariation, TorqueAwareScaled, TorqueAwareScaleFirst
from rules.critical import AdamCriticalGradients, AdamCriticalMomenta, Buffer, CriticalGradients, CriticalMomenta
from rules.gradient_descent import GradientDescent, HeavyBall, MovingAverage
from rules.layerwise import LAMB, LARS
from rules.masks import Cautious, Grams
from rules.matrices import muon
from rules.maximum_variation import LaMAdam, MAdam, MaximumVariation
from rules.prodigy import Prodigy
from rules.quasi_hyperbolic import QHAdam, QHM
from rules.released import ReleasedDescent, ReleasedGradients, ReleasedMomenta
from rules.resilient import Resilient
from rules.schedule_free import ScheduleFree
from rules.second_moment import Adam, LaProp, RectifiedAdam, RootMeanSquare, SecondMoment
from rules.sign import Lion
from rules.torque_aware import AdaTAM, TorqueAware, TorqueAwareAverage
from streams import segments


class Specification:
    """`[mask+]name:key=value,...`; every key must have been asked for by the time `finish` is called."""

    def __init__(self, text):
        name, _, pairs = text.partition(":")
        self.mask, _, self.name = name.rpartition("+") if not name.startswith("schedule-free") else ("", "", name)
        self._values = dict(pair.split("=") for pair in pairs.split(","))
        self._unread = set(self._values)

    def word(self, key, default):
        self._unread.discard(key)
        return self._values.get(key, default)

    def number(self, key, default):
        value = self.word(key, default)
        return None if value is None else float(value)

    def flag(self, key):
        return {"true": True, "false": False}[self.word(key, "false")]

    def finish(self):
        if self._unread:
            raise ValueError(f"{self.name}: nobody reads {', '.join(sorted(self._unread))}")


def torque_aware(s, kind=TorqueAware):
    return kind(s.number("momentum", 0.9), s.number("gamma", 0.9), s.number("torque-eps", 1e-8))


def buffer(s):
    return Buffer(int(s.number("capacity", 5)), s.number("decay", 0.7), s.word("average", "capacity"))


def second_moment(s):
    return SecondMoment(s.number("beta2", 0.999), s.number("eps", 1e-8), s.flag("eps-inside"))


def maximum_variation(s, eps=1e-8):
    return MaximumVariation(s.number("beta2-min", 0.5), s.number("beta2-max", 0.999), s.number("eps", eps), s.flag("amsgrad"))


def adam(s, amsgrad=False):
    return Adam(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("eps", 1e-8), s.flag("eps-inside"),
                amsgrad or s.flag("amsgrad"))


def adatam(s, memory=TorqueAware):
    return AdaTAM(torque_aware(s, memory), s.number("beta2", 0.999), s.number("eps", 1e-8))


def critical(s, kind, released):
    return (of_authors(s, released) if s.word("form", "paper") == "released"
            else kind(s.number("beta1", 0.9), s.number("beta2", 0.99), s.number("eps", 1e-8), buffer(s)))


def of_authors(s, kind):
    """Per tensor the rule sees one tensor at a time; else all of them, in one group."""
    tensors = [slice(None)] if s.word("scope", "global") == "tensor" else [part for _, part, _ in segments()]
    return kind(tensors, s.number("beta1", 0.9), s.number("beta2", 0.99), s.number("eps", 1e-8), int(s.number("capacity", 5)), s.number("decay", 0.7))


def adaptive_memory(s, scaling, decoupled):
    return AdaptiveMemoryAdam(s.number("lambda", 0.1), s.number("beta-max", 0.9), decoupled, scaling,
                              s.number("beta-min", 0.0), s.number("restart-below", None))


def adabound(s):
    return AdaBound(s.number("lr", None), s.number("final-lr", 0.1), s.number("gamma", 1e-3), s.number("beta1", 0.9),
                    s.number("beta2", 0.999), s.number("eps", 1e-8))


def nadam(s):
    return NesterovAdam(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("eps", 1e-8), s.number("momentum-decay", 4e-3))


def ademamix(s):
    return AdEMAMix(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("beta3", 0.9999), s.number("alpha", 2.0),
                    s.number("warmup", 0.0), s.number("eps", 1e-8))


def qhadam(s):
    return QHAdam(s.number("beta1", 0.995), s.number("beta2", 0.999), s.number("nu1", 0.7), s.number("nu2", 1.0), s.number("eps", 1e-8))


def resilient(s):
    return Resilient(s.number("eta-minus", 0.5), s.number("eta-plus", 1.2), s.number("step-min", 1e-6), s.number("step-max", 50.0))


def build(s, decoupled):
    """A fresh rule for this specification, with its mask; `decoupled` is the decay that adaptive memory has to know."""
    rule = plain(s, decoupled)
    return {"": lambda: rule, "cautious": lambda: Cautious(rule), "grams": lambda: Grams(rule)}[s.mask]()


def plain(s, decoupled):
    return {
        "sgd": lambda: GradientDescent(),
        "sgdm": lambda: HeavyBall(s.number("momentum", 0.9), s.number("dampening", 0.0), s.flag("nesterov")),
        "nag": lambda: HeavyBall(s.number("momentum", 0.9), nesterov=True),
        "mgd": lambda: MovingAverage(s.number("momentum", 0.9)),
        "aggmo": lambda: AggregatedMomentum(),
        "lion": lambda: Lion(s.number("beta1", 0.9), s.number("beta2", 0.99)),
        "qhm": lambda: QHM(s.number("momentum", 0.999), s.number("nu", 0.7)),
        "asgd": lambda: AveragedDescent(s.number("lambda", 1e-4), s.number("alpha", 0.75), s.number("t0", 1e6)),
        "rprop": lambda: resilient(s),
        "adagrad": lambda: Adagrad(s.number("lr-decay", 0.0), s.number("initial-accumulator-value", 0.0), s.number("eps", 1e-10)),
        "adadelta": lambda: Adadelta(s.number("rho", 0.9), s.number("eps", 1e-6)),
        "adamax": lambda: Adamax(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("eps", 1e-8)),
        "nadam": lambda: nadam(s),
        "adabelief": lambda: AdaBelief(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("eps", 1e-16), s.flag("amsgrad")),
        "qhadam": lambda: qhadam(s),
        "ademamix": lambda: ademamix(s),
        "adan": lambda: Adan(s.number("beta1", 0.98), s.number("beta2", 0.92), s.number("beta3", 0.99), s.number("eps", 1e-8)),
        "adopt": lambda: ADOPT(s.number("beta1", 0.9), s.number("beta2", 0.9999), s.number("eps", 1e-6)),
        "mars": lambda: MARS(s.number("beta1", 0.95), s.number("beta2", 0.99), s.number("gamma", 0.025), s.number("eps", 1e-8)),
        "rmsprop": lambda: RootMeanSquare(s.number("beta2", 0.99), s.number("eps", 1e-8), s.number("momentum", 0.0)),
        "adam": lambda: adam(s),
        "adamw": lambda: adam(s),
        "amsgrad": lambda: adam(s, amsgrad=True),
        "radam": lambda: RectifiedAdam(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("eps", 1e-8)),
        "adabound": lambda: adabound(s),
        "angulargrad": lambda: AngularGrad({"cos": np.cos, "tan": np.tan}[s.word("angle", "cos")], adam(s)),
        "lars": lambda: LARS(s.number("momentum", 0.9), s.number("trust", 0.001), decoupled),
        "lamb": lambda: LAMB(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("eps", 1e-6), decoupled),
        "prodigy": lambda: Prodigy(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("eps", 1e-8), s.number("d0", 1e-6),
                                   s.number("d-coef", 1.0), decoupled),
        "schedule-free+sgd": lambda: ScheduleFree(0.9, decoupled),
        "schedule-free(beta=0.8)+adamw": lambda: ScheduleFree(0.8, decoupled, adam(s).scaling),
        "muon": lambda: muon(s, decoupled),
        "laprop": lambda: LaProp(s.number("beta1", 0.9), s.number("beta2", 0.999), s.number("eps", 1e-15), s.flag("amsgrad")),
        "tam": lambda: torque_aware(s),
        "adatam": lambda: adatam(s),
        "adatamw": lambda: adatam(s),
        "adatam2": lambda: adatam(s, TorqueAwareAverage),
        "sgd-cg": lambda: of_authors(s, ReleasedDescent) if s.word("form", "paper") == "released" else CriticalGradients(buffer(s)),
        "sgd-cm": lambda: CriticalMomenta(s.number("beta1", 0.9), buffer(s)),
        "adam-cg": lambda: critical(s, AdamCriticalGradients, ReleasedGradients),
        "adam-cm": lambda: critical(s, AdamCriticalMomenta, ReleasedMomenta),
        "am-mgd": lambda: AdaptiveMemory(s.number("lambda", 0.1), s.number("beta-max", 0.9)),
        "am-adamw": lambda: adaptive_memory(s, second_moment(s), decoupled),
        "madam": lambda: MAdam(s.number("beta1", 0.9), maximum_variation(s)),
        "lamadam": lambda: LaMAdam(s.number("beta1", 0.9), maximum_variation(s, eps=1e-15)),
        "torque-aware*maximum-variation": lambda: TorqueAwareScaled(torque_aware(s), maximum_variation(s)),
        "torque-aware*second-moment*scale-first": lambda: TorqueAwareScaleFirst(torque_aware(s), second_moment(s)),
        "adaptive-memory*maximum-variation": lambda: adaptive_memory(s, maximum_variation(s), decoupled),
        "critical-momenta*maximum-variation": lambda: CriticalMomentaMaximumVariation(
            s.number("beta1", 0.9), buffer(s), maximum_variation(s)),
    }[s.name]()
