"""The table of golden cases: a specification string, the rule that transcribes it, and where that rule comes from."""

import numpy as np

from rules.adaptive_memory import AdaptiveMemory, AdaptiveMemoryAdam
from rules.aggregated import AggregatedMomentum
from rules.angular import AngularGrad
from rules.bounded import AdaBound
from rules.combinations import CriticalMomentaMaximumVariation, TorqueAwareScaled, TorqueAwareScaleFirst
from rules.critical import AdamCriticalGradients, AdamCriticalMomenta, Buffer, CriticalGradients, CriticalMomenta
from rules.gradient_descent import GradientDescent, HeavyBall, MovingAverage
from rules.maximum_variation import LaMAdam, MAdam, MaximumVariation
from rules.second_moment import Adam, LaProp, RectifiedAdam, RootMeanSquare, SecondMoment
from rules.sign import Lion
from rules.torque_aware import AdaTAM, TorqueAware, TorqueAwareAverage
from trajectory import Case

DECOUPLED = ("adamw", "adatamw", "am-adamw", "lion")  # names whose decay is decoupled without being told
ALL = ("correlated", "sign-flipping", "sparse", "exploding")
TAM = "Malviya et al. 2024 (torque-aware momentum), "
CM = "Malviya et al. 2024 (critical momenta), "
AM = "adaptive memory momentum, "
MVA = "Zhu et al. 2021 (maximum variation averaging), "


def case(name, specification, oracle, rule, streams=ALL, **how):
    """Reads the learning rate, decay, clipping and scope from the specification, so that they are written once."""
    options = dict(pair.split("=") for pair in specification.split(":", 1)[1].split(","))
    decay = float(options["weight-decay"])
    mode = options.get("decay-mode") or ("decoupled" if name.startswith(DECOUPLED) else "coupled")
    return Case(
        name, specification, oracle, rule, float(options["lr"]), streams,
        coupled=decay if mode == "coupled" else 0.0,
        decoupled=decay if mode == "decoupled" else 0.0,
        clip_norm=float(options["clip-norm"]) if "clip-norm" in options else None,
        scope=options.get("scope", "global"), **how)


def torch_case(name, specification, rule, kind, arguments, streams=ALL):
    described = ", ".join(f"{key}={value}" for key, value in arguments.items())
    return case(name, specification, f"torch 1.13 {kind}({described}) in float64", rule, streams, torch=(kind, arguments))


GRADIENT_DESCENT = [
    torch_case("sgd", "sgd:lr=0.1,weight-decay=0", GradientDescent, "SGD", {}),
    torch_case("sgd-coupled-clip", "sgd:lr=0.05,weight-decay=0.1,decay-mode=coupled,clip-norm=5",
               GradientDescent, "SGD", {"weight_decay": 0.1}, ("correlated", "exploding")),
    case("sgd-decoupled", "sgd:lr=0.05,weight-decay=0.1,decay-mode=decoupled", "theta = (1 - lr decay) theta - lr g",
         GradientDescent, ("correlated",)),
    torch_case("sgdm", "sgdm:lr=0.1,momentum=0.9,weight-decay=0", HeavyBall, "SGD", {"momentum": 0.9},
               (*ALL, "scheduled-stochastic")),
    case("sgdm-dampening", "sgdm:lr=0.1,momentum=0.8,dampening=0.3,weight-decay=0",
         "heavy ball with the first step dampened like all others (torch does not dampen the first)",
         lambda: HeavyBall(0.8, dampening=0.3), ("correlated", "sparse")),
    torch_case("sgdm-nesterov", "sgdm:lr=0.05,momentum=0.95,nesterov=true,weight-decay=0.01,decay-mode=coupled",
               lambda: HeavyBall(0.95, nesterov=True), "SGD",
               {"momentum": 0.95, "nesterov": True, "weight_decay": 0.01}, ("correlated", "sign-flipping")),
    case("sgdm-decoupled-clip", "sgdm:lr=0.1,momentum=0.7,weight-decay=0.05,decay-mode=decoupled,clip-norm=1",
         "heavy ball, clipped as torch.nn.utils.clip_grad_norm_, theta scaled by 1 - lr decay first",
         lambda: HeavyBall(0.7), ("sign-flipping", "exploding")),
    torch_case("nag", "nag:lr=0.05,momentum=0.9,weight-decay=0", lambda: HeavyBall(nesterov=True), "SGD",
               {"momentum": 0.9, "nesterov": True}),
    torch_case("nag-coupled", "nag:lr=0.02,momentum=0.8,weight-decay=0.05,decay-mode=coupled",
               lambda: HeavyBall(0.8, nesterov=True), "SGD",
               {"momentum": 0.8, "nesterov": True, "weight_decay": 0.05}, ("correlated", "sparse")),
    case("mgd", "mgd:lr=0.1,momentum=0.9,weight-decay=0", "m = beta m + (1 - beta) g; theta -= lr m", MovingAverage),
    case("mgd-coupled", "mgd:lr=0.5,momentum=0.7,weight-decay=0.02,decay-mode=coupled",
         "m = beta m + (1 - beta) g; theta -= lr m", lambda: MovingAverage(0.7), ("correlated", "sign-flipping")),
]

ADAM = [
    torch_case("adam", "adam:lr=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0", Adam, "Adam", {},
               (*ALL, "scheduled-stochastic")),
    torch_case("adam-coupled-clip",
               "adam:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.1,decay-mode=coupled,clip-norm=1",
               lambda: Adam(0.8, 0.95, 1e-6), "Adam", {"betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.1},
               ("correlated", "exploding")),
    torch_case("adam-decoupled", "adam:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.1,decay-mode=decoupled",
               lambda: Adam(0.8, 0.95, 1e-6), "AdamW", {"betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.1},
               ("sign-flipping", "sparse")),
    case("adam-eps-inside", "adam:lr=0.01,beta1=0.9,beta2=0.99,eps=0.01,eps-inside=true,weight-decay=0",
         "Kingma & Ba, Algorithm 1, with eps under the root", lambda: Adam(0.9, 0.99, 1e-2, eps_inside=True),
         ("sparse", "exploding")),
    torch_case("adamw", "adamw:lr=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0.01", Adam, "AdamW",
               {"weight_decay": 0.01}, (*ALL, "scheduled-stochastic")),
    torch_case("adamw-clip", "adamw:lr=0.02,beta1=0.95,beta2=0.98,eps=1e-5,weight-decay=0.3,clip-norm=2",
               lambda: Adam(0.95, 0.98, 1e-5), "AdamW", {"betas": (0.95, 0.98), "eps": 1e-5, "weight_decay": 0.3},
               ("correlated", "sparse")),
    torch_case("amsgrad", "amsgrad:lr=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0",
               lambda: Adam(amsgrad=True), "Adam", {"amsgrad": True}),
    torch_case("amsgrad-coupled", "amsgrad:lr=0.01,beta1=0.8,beta2=0.9,eps=1e-6,weight-decay=0.05,decay-mode=coupled",
               lambda: Adam(0.8, 0.9, 1e-6, amsgrad=True), "Adam",
               {"amsgrad": True, "betas": (0.8, 0.9), "eps": 1e-6, "weight_decay": 0.05}, ("sparse", "exploding")),
    torch_case("adamw-amsgrad", "adamw:lr=0.01,beta1=0.9,beta2=0.9,eps=1e-8,weight-decay=0.1,amsgrad=true",
               lambda: Adam(0.9, 0.9, amsgrad=True), "AdamW",
               {"amsgrad": True, "betas": (0.9, 0.9), "weight_decay": 0.1}, ("exploding",)),
    case("laprop", "laprop:lr=0.0004,beta1=0.9,beta2=0.999,eps=1e-15,weight-decay=0", "Ziyin et al. 2020, Algorithm 1", LaProp),
    case("laprop-decoupled", "laprop:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-8,weight-decay=0.1,decay-mode=decoupled",
         "Ziyin et al. 2020, Algorithm 1", lambda: LaProp(0.8, 0.95, 1e-8), ("sign-flipping", "exploding")),
]

TORQUE_AWARE = [
    case("tam", "tam:lr=0.1,weight-decay=0", TAM + "Algorithm 1", TorqueAware),
    case("tam-coupled", "tam:lr=0.05,momentum=0.8,gamma=0.5,torque-eps=0.01,weight-decay=0.02,decay-mode=coupled",
         TAM + "Algorithm 1", lambda: TorqueAware(0.8, 0.5, 1e-2), ("correlated", "sign-flipping")),
    case("tam-clip", "tam:lr=0.1,gamma=0,weight-decay=0.02,decay-mode=decoupled,clip-norm=2", TAM + "Algorithm 1",
         lambda: TorqueAware(gamma=0.0), ("exploding",)),
    case("tam-tensor", "tam:lr=0.1,scope=tensor,weight-decay=0", TAM + "Algorithm 1, one cosine per tensor", TorqueAware,
         ("sign-flipping", "sparse")),
    case("adatam", "adatam:lr=0.001,beta2=0.999,eps=1e-8,weight-decay=0", TAM + "Eq. 7", AdaTAM),
    case("adatam-coupled",
         "adatam:lr=0.01,gamma=0.5,torque-eps=0.01,beta2=0.95,eps=0.0001,weight-decay=0.05,decay-mode=coupled",
         TAM + "Eq. 7", lambda: AdaTAM(TorqueAware(0.9, 0.5, 1e-2), 0.95, 1e-4), ("correlated", "sparse")),
    case("adatamw", "adatamw:lr=0.001,beta2=0.999,eps=1e-8,weight-decay=0.01", TAM + "Eq. 7, decoupled decay", AdaTAM),
    case("adatamw-clip",
         "adatamw:lr=0.01,gamma=0.7,torque-eps=0.001,beta2=0.98,eps=1e-6,weight-decay=0.2,clip-norm=3",
         TAM + "Eq. 7, decoupled decay", lambda: AdaTAM(TorqueAware(0.9, 0.7, 1e-3), 0.98, 1e-6),
         ("sign-flipping", "exploding")),
    case("adatam2", "adatam2:lr=0.001,beta2=0.999,eps=1e-8,weight-decay=0", TAM + "Eq. 8",
         lambda: AdaTAM(TorqueAwareAverage())),
    case("adatam2-decoupled",
         "adatam2:lr=0.01,gamma=0.6,torque-eps=0.01,beta2=0.9,eps=0.0001,weight-decay=0.1,decay-mode=decoupled",
         TAM + "Eq. 8", lambda: AdaTAM(TorqueAwareAverage(0.9, 0.6, 1e-2), 0.9, 1e-4), ("correlated", "sparse")),
]

CRITICAL = [
    case("adam-cm", "adam-cm:lr=0.001,eps=1e-8,weight-decay=0", CM + "Algorithm 1, Eq. 4 to 7", AdamCriticalMomenta),
    case("adam-cm-capacity-2", "adam-cm:lr=0.001,eps=1e-8,capacity=2,weight-decay=0", CM + "Algorithm 1, Eq. 4 to 7",
         lambda: AdamCriticalMomenta(buffer=Buffer(2)), ("sign-flipping", "exploding")),
    case("adam-cm-count", "adam-cm:lr=0.001,eps=1e-8,average=count,weight-decay=0",
         CM + "Algorithm 1, the mean taken over the entries present",
         lambda: AdamCriticalMomenta(buffer=Buffer(average="count")), ("correlated", "sparse")),
    case("adam-cm-coupled",
         "adam-cm:lr=0.01,beta1=0.8,beta2=0.95,eps=0.0001,capacity=3,decay=0.95,weight-decay=0.01,decay-mode=coupled",
         CM + "Algorithm 1, Eq. 4 to 7", lambda: AdamCriticalMomenta(0.8, 0.95, 1e-4, Buffer(3, 0.95)),
         ("sign-flipping", "exploding")),
    case("adam-cm-decoupled", "adam-cm:lr=0.01,eps=1e-8,capacity=10,decay=0.99,weight-decay=0.1,decay-mode=decoupled",
         CM + "Algorithm 1, Eq. 4 to 7", lambda: AdamCriticalMomenta(buffer=Buffer(10, 0.99)), ("correlated",)),
    case("adam-cm-tensor", "adam-cm:lr=0.001,eps=1e-8,scope=tensor,weight-decay=0",
         CM + "Algorithm 1, one buffer and priority per tensor", AdamCriticalMomenta, ("correlated", "sparse")),
    case("adam-cg", "adam-cg:lr=0.001,beta2=0.99,eps=1e-8,weight-decay=0", CM + "Eq. 3", AdamCriticalGradients),
    case("adam-cg-coupled",
         "adam-cg:lr=0.01,beta1=0.8,beta2=0.95,eps=0.0001,capacity=2,decay=0.9,weight-decay=0.01,decay-mode=coupled",
         CM + "Eq. 3", lambda: AdamCriticalGradients(0.8, 0.95, 1e-4, Buffer(2, 0.9)), ("sign-flipping", "sparse")),
    case("sgd-cg", "sgd-cg:lr=0.1,weight-decay=0", CM + "SGD+CG", CriticalGradients),
    case("sgd-cg-count", "sgd-cg:lr=0.05,capacity=3,decay=0.9,average=count,weight-decay=0.01,decay-mode=coupled",
         CM + "SGD+CG, the mean taken over the entries present", lambda: CriticalGradients(Buffer(3, 0.9, "count")),
         ("correlated", "exploding")),
    case("sgd-cm", "sgd-cm:lr=0.1,weight-decay=0", CM + "Eq. 8", CriticalMomenta),
    case("sgd-cm-decoupled", "sgd-cm:lr=0.05,beta1=0.7,capacity=8,decay=0.9,weight-decay=0.1,decay-mode=decoupled",
         CM + "Eq. 8", lambda: CriticalMomenta(0.7, Buffer(8, 0.9)), ("sign-flipping", "sparse")),
]

ADAPTIVE_MEMORY = [
    case("am-mgd", "am-mgd:lr=0.1,weight-decay=0", AM + "Eq. 12 and 13, stochastic", AdaptiveMemory,
         (*ALL, "scheduled-stochastic")),
    case("am-mgd-deterministic", "am-mgd:lr=0.1,weight-decay=0", AM + "Eq. 12 and 13 with the loss of each step",
         AdaptiveMemory, ("scheduled",)),
    case("am-mgd-deterministic-lambda", "am-mgd:lr=0.1,lambda=0.3,weight-decay=0",
         AM + "Eq. 12 and 13 with the loss of each step", lambda: AdaptiveMemory(0.3), ("scheduled",)),
    case("am-mgd-coupled-clip", "am-mgd:lr=0.05,lambda=0.5,beta-max=0.95,weight-decay=0.02,decay-mode=coupled,clip-norm=10",
         AM + "Eq. 12 and 13, stochastic", lambda: AdaptiveMemory(0.5, 0.95), ("correlated", "sign-flipping")),
    case("am-mgd-tensor", "am-mgd:lr=0.1,scope=tensor,weight-decay=0", AM + "Eq. 12 and 13, one coefficient per tensor",
         AdaptiveMemory, ("correlated", "sparse")),
    case("am-adamw", "am-adamw:lr=0.001,eps=1e-8,weight-decay=0", AM + "Eq. 14 and 24, App. D", AdaptiveMemoryAdam,
         (*ALL, "scheduled-stochastic")),
    case("am-adamw-decay", "am-adamw:lr=0.01,eps=1e-8,weight-decay=0.1", AM + "Eq. 14 and 24, App. D",
         lambda: AdaptiveMemoryAdam(weight_decay=0.1), ("sign-flipping", "sparse", "scheduled-stochastic")),
    case("am-adamw-options",
         "am-adamw:lr=0.01,lambda=0.5,beta-max=0.95,beta2=0.98,eps=1e-6,weight-decay=0.3,clip-norm=3",
         AM + "Eq. 14 and 24, App. D",
         lambda: AdaptiveMemoryAdam(0.5, 0.95, 0.3, SecondMoment(0.98, 1e-6)), ("correlated", "exploding")),
    case("am-adamw-tensor", "am-adamw:lr=0.001,eps=1e-8,scope=tensor,weight-decay=0", AM + "App. D.3", AdaptiveMemoryAdam,
         ("sign-flipping", "sparse")),
    case("am-adamw-tensor-decay", "am-adamw:lr=0.01,eps=1e-8,scope=tensor,weight-decay=0.1", AM + "App. D.3",
         lambda: AdaptiveMemoryAdam(weight_decay=0.1), ("correlated", "sparse")),
    case("am-adamw-clip", "am-adamw:lr=0.001,eps=1e-8,beta-min=0.8,weight-decay=0.1", AM + "Section 4.5, clip",
         lambda: AdaptiveMemoryAdam(weight_decay=0.1, beta_min=0.8), ("sign-flipping", "sparse")),
    case("am-adamw-restart", "am-adamw:lr=0.001,eps=1e-8,restart-below=0.75,weight-decay=0.1", AM + "Section 4.5, restart",
         lambda: AdaptiveMemoryAdam(weight_decay=0.1, restart_below=0.75), ("sign-flipping", "sparse")),
]

MAXIMUM_VARIATION = [
    case("madam", "madam:lr=0.001,beta1=0.9,weight-decay=0", MVA + "Algorithm 1, Eq. 8", MAdam),
    case("madam-decoupled",
         "madam:lr=0.01,beta1=0.8,beta2-min=0.6,beta2-max=0.98,eps=1e-6,weight-decay=0.1,decay-mode=decoupled",
         MVA + "Algorithm 1, Eq. 8", lambda: MAdam(0.8, MaximumVariation(0.6, 0.98, 1e-6)), ("correlated", "sparse")),
    case("madam-coupled-clip", "madam:lr=0.005,beta1=0.9,eps=1e-6,weight-decay=0.05,decay-mode=coupled,clip-norm=4",
         MVA + "Algorithm 1, Eq. 8", lambda: MAdam(0.9, MaximumVariation(eps=1e-6)), ("sign-flipping",)),
    case("madam-amsgrad", "madam:lr=0.001,beta1=0.9,amsgrad=true,weight-decay=0",
         MVA + "Algorithm 1 with the running maximum of the denominator", lambda: MAdam(0.9, MaximumVariation(amsgrad=True)),
         ("sparse", "exploding")),
    case("lamadam", "lamadam:lr=0.001,beta1=0.9,weight-decay=0", MVA + "Algorithm 2, Eq. 8", LaMAdam),
    case("lamadam-decoupled",
         "lamadam:lr=0.01,beta1=0.8,beta2-min=0.5,beta2-max=0.98,eps=1e-8,weight-decay=0.1,decay-mode=decoupled",
         MVA + "Algorithm 2, Eq. 8", lambda: LaMAdam(0.8, MaximumVariation(0.5, 0.98, 1e-8)),
         ("sign-flipping", "sparse")),
    case("lamadam-amsgrad", "lamadam:lr=0.001,beta1=0.9,amsgrad=true,weight-decay=0",
         MVA + "Algorithm 2 with the running maximum of the denominator",
         lambda: LaMAdam(0.9, MaximumVariation(eps=1e-15, amsgrad=True)), ("exploding",)),
]

OTHERS = [
    torch_case("rmsprop", "rmsprop:lr=0.01,beta2=0.99,eps=1e-8,weight-decay=0", RootMeanSquare, "RMSprop", {}),
    torch_case("rmsprop-momentum",
               "rmsprop:lr=0.001,beta2=0.9,eps=0.0001,momentum=0.9,weight-decay=0.05,decay-mode=coupled",
               lambda: RootMeanSquare(0.9, 1e-4, 0.9), "RMSprop",
               {"alpha": 0.9, "eps": 1e-4, "momentum": 0.9, "weight_decay": 0.05}, ("sign-flipping",)),
    torch_case("radam", "radam:lr=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0", RectifiedAdam, "RAdam", {}),
    torch_case("radam-coupled", "radam:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.05,decay-mode=coupled",
               lambda: RectifiedAdam(0.8, 0.95, 1e-6), "RAdam",
               {"betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.05}, ("correlated",)),
    case("adabound", "adabound:lr=0.001,final-lr=0.1,gamma=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0",
         "Luo et al. 2019 with the bias correction of the authors' package", lambda: AdaBound(0.001)),
    case("adabound-coupled",
         "adabound:lr=0.01,final-lr=0.05,gamma=0.05,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.05,decay-mode=coupled",
         "Luo et al. 2019 with the bias correction of the authors' package",
         lambda: AdaBound(0.01, 0.05, 0.05, 0.8, 0.95, 1e-6), ("exploding",)),
    case("lion", "lion:lr=0.0001,beta1=0.9,beta2=0.99,weight-decay=0", "Chen et al. 2023 (Lion), Algorithm 2", Lion),
    case("lion-decoupled", "lion:lr=0.01,beta1=0.95,beta2=0.98,weight-decay=0.1", "Chen et al. 2023 (Lion), Algorithm 2",
         lambda: Lion(0.95, 0.98), ("sign-flipping",)),
    case("aggmo", "aggmo:lr=0.1,weight-decay=0", "Lucas et al. 2019, betas 0, 0.9, 0.99", AggregatedMomentum),
    case("aggmo-coupled", "aggmo:lr=0.02,weight-decay=0.05,decay-mode=coupled", "Lucas et al. 2019, betas 0, 0.9, 0.99",
         AggregatedMomentum, ("sign-flipping",)),
    case("angulargrad-cos", "angulargrad:lr=0.001,angle=cos,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0",
         "Roy et al. 2021 as published, cosine", lambda: AngularGrad(np.cos)),
    case("angulargrad-tan", "angulargrad:lr=0.001,angle=tan,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0",
         "Roy et al. 2021 as published, tangent", lambda: AngularGrad(np.tan)),
    case("angulargrad-tan-coupled",
         "angulargrad:lr=0.01,angle=tan,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.05,decay-mode=coupled",
         "Roy et al. 2021 as published, tangent", lambda: AngularGrad(np.tan, Adam(0.8, 0.95, 1e-6)), ("sign-flipping",)),
]

MIXED = ("sign-flipping", "sparse", "exploding")
COMPOSED = "composed from the parts, see README: "
COMBINATIONS = [
    case("torque-aware-maximum-variation", "torque-aware*maximum-variation:lr=0.001,eps=1e-8,weight-decay=0",
         COMPOSED + TAM + "Algorithm 1; " + MVA + "Eq. 8", TorqueAwareScaled, MIXED),
    case("torque-aware-maximum-variation-decoupled",
         "torque-aware*maximum-variation:lr=0.01,gamma=0.5,beta2-min=0.6,beta2-max=0.98,eps=1e-6,"
         "weight-decay=0.1,decay-mode=decoupled",
         COMPOSED + TAM + "Algorithm 1; " + MVA + "Eq. 8",
         lambda: TorqueAwareScaled(TorqueAware(gamma=0.5), MaximumVariation(0.6, 0.98, 1e-6)), ("sign-flipping",)),
    case("adaptive-memory-maximum-variation", "adaptive-memory*maximum-variation:lr=0.001,eps=1e-8,weight-decay=0",
         COMPOSED + AM + "Eq. 24; " + MVA + "Eq. 8", lambda: AdaptiveMemoryAdam(scaling=MaximumVariation()),
         MIXED),
    case("adaptive-memory-maximum-variation-decoupled",
         "adaptive-memory*maximum-variation:lr=0.01,lambda=0.3,eps=1e-6,weight-decay=0.1,decay-mode=decoupled",
         COMPOSED + AM + "Eq. 24; " + MVA + "Eq. 8",
         lambda: AdaptiveMemoryAdam(0.3, weight_decay=0.1, scaling=MaximumVariation(eps=1e-6)), ("correlated",)),
    case("critical-momenta-maximum-variation", "critical-momenta*maximum-variation:lr=0.001,eps=1e-8,weight-decay=0",
         COMPOSED + CM + "Algorithm 1; " + MVA + "Eq. 8", CriticalMomentaMaximumVariation, MIXED),
    case("critical-momenta-maximum-variation-coupled",
         "critical-momenta*maximum-variation:lr=0.01,beta1=0.8,capacity=3,decay=0.9,eps=1e-6,"
         "weight-decay=0.01,decay-mode=coupled",
         COMPOSED + CM + "Algorithm 1; " + MVA + "Eq. 8",
         lambda: CriticalMomentaMaximumVariation(0.8, Buffer(3, 0.9), MaximumVariation(eps=1e-6)), ("sparse",)),
    case("torque-aware-second-moment-scale-first",
         "torque-aware*second-moment*scale-first:lr=0.001,beta2=0.999,eps=1e-8,eps-inside=false,weight-decay=0",
         COMPOSED + TAM + "Algorithm 1; Kingma & Ba, Algorithm 1; Ziyin et al. 2020 for the order", TorqueAwareScaleFirst,
         MIXED),
    case("torque-aware-second-moment-scale-first-decoupled",
         "torque-aware*second-moment*scale-first:lr=0.01,gamma=0.5,beta2=0.95,eps=0.0001,eps-inside=true,"
         "weight-decay=0.1,decay-mode=decoupled",
         COMPOSED + TAM + "Algorithm 1; Kingma & Ba, Algorithm 1; Ziyin et al. 2020 for the order",
         lambda: TorqueAwareScaleFirst(TorqueAware(gamma=0.5), SecondMoment(0.95, 1e-4, eps_inside=True)), ("correlated",)),
]

CASES = [*GRADIENT_DESCENT, *ADAM, *TORQUE_AWARE, *CRITICAL, *ADAPTIVE_MEMORY, *MAXIMUM_VARIATION, *OTHERS, *COMBINATIONS]
