"""The table of golden cases: a specification, where its rule comes from, and the streams that it is run on."""

from optimizers import Specification, build
from trajectory import Case

OWN_DECAY = ("muon", "lamb", "prodigy", "schedule-free+sgd", "schedule-free(beta=0.8)+adamw")  # the rule subtracts its decoupled decay itself
OWN_COUPLED = ("lars",)  # the rule adds its coupled decay itself
DECOUPLED = ("adamw", "adatamw", "am-adamw", "lion", "adabelief", "ademamix", "mars", "rprop", *OWN_DECAY)  # their decay is decoupled without being told
ALL = ("correlated", "sign-flipping", "sparse", "exploding")
MIXED = ("sign-flipping", "sparse", "exploding")
TAM = "Malviya et al. 2024 (torque-aware momentum), "
CM = "Malviya et al. 2024 (critical momenta), "
CODE = "the authors' code (CMOptimizer), "
AM = "Topollai & Choromanska 2025 (adaptive memory), "
MVA = "Zhu et al. 2021 (maximum variation averaging), "


def case(name, text, oracle, streams=ALL, torch=None):
    """Everything about a run is read from the specification; a key that nobody reads is an error."""
    s = Specification(text)
    decay = s.number("weight-decay", 0.0)
    usual = "decoupled" if s.name in DECOUPLED else "proximal" if s.name == "adan" else "coupled"
    mode = s.word("decay-mode", usual)
    coupled, decoupled, proximal = (decay if mode == each else 0.0 for each in ("coupled", "decoupled", "proximal"))
    own = coupled if s.name in OWN_COUPLED else decoupled
    read = Case(name, text, oracle, lambda: build(s, own), s.number("lr", None), streams, 0.0 if s.name in OWN_COUPLED else coupled,
                0.0 if s.name in OWN_DECAY else decoupled, proximal,
                s.number("clip-norm", None), s.word("scope", "global"), torch)
    read.rule()
    s.finish()
    return read


def torch_case(name, text, kind, arguments, streams=ALL):
    described = ", ".join(f"{key}={value}" for key, value in arguments.items())
    return case(name, text, f"torch 1.13 {kind}({described}) in float64", streams, (kind, arguments))


GRADIENT_DESCENT = [
    torch_case("sgd", "sgd:lr=0.1,weight-decay=0", "SGD", {}),
    torch_case("sgd-coupled-clip", "sgd:lr=0.05,weight-decay=0.1,decay-mode=coupled,clip-norm=5", "SGD",
               {"weight_decay": 0.1}, ("correlated", "exploding")),
    case("sgd-decoupled", "sgd:lr=0.05,weight-decay=0.1,decay-mode=decoupled", "theta = (1 - lr decay) theta - lr g",
         ("correlated",)),
    torch_case("sgdm", "sgdm:lr=0.1,momentum=0.9,weight-decay=0", "SGD", {"momentum": 0.9}, (*ALL, "scheduled-stochastic")),
    case("sgdm-dampening", "sgdm:lr=0.1,momentum=0.8,dampening=0.3,weight-decay=0",
         "heavy ball with the first step dampened like all others (torch does not dampen the first)",
         ("correlated", "sparse")),
    torch_case("sgdm-nesterov", "sgdm:lr=0.05,momentum=0.95,nesterov=true,weight-decay=0.01,decay-mode=coupled", "SGD",
               {"momentum": 0.95, "nesterov": True, "weight_decay": 0.01}, ("correlated", "sign-flipping")),
    case("sgdm-decoupled-clip", "sgdm:lr=0.1,momentum=0.7,weight-decay=0.05,decay-mode=decoupled,clip-norm=1",
         "heavy ball, clipped as torch.nn.utils.clip_grad_norm_, theta scaled by 1 - lr decay first",
         ("sign-flipping", "exploding")),
    torch_case("nag", "nag:lr=0.05,momentum=0.9,weight-decay=0", "SGD", {"momentum": 0.9, "nesterov": True}),
    torch_case("nag-coupled", "nag:lr=0.02,momentum=0.8,weight-decay=0.05,decay-mode=coupled", "SGD",
               {"momentum": 0.8, "nesterov": True, "weight_decay": 0.05}, ("correlated", "sparse")),
    case("mgd", "mgd:lr=0.1,momentum=0.9,weight-decay=0", "m = beta m + (1 - beta) g; theta -= lr m"),
    case("mgd-coupled", "mgd:lr=0.5,momentum=0.7,weight-decay=0.02,decay-mode=coupled",
         "m = beta m + (1 - beta) g; theta -= lr m", ("correlated", "sign-flipping")),
]

ADAM = [
    torch_case("adam", "adam:lr=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0", "Adam", {},
               (*ALL, "scheduled-stochastic")),
    torch_case("adam-coupled-clip",
               "adam:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.1,decay-mode=coupled,clip-norm=1", "Adam",
               {"betas": (0.8, 0.95), "eps": 1e-06, "weight_decay": 0.1}, ("correlated", "exploding")),
    torch_case("adam-decoupled", "adam:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.1,decay-mode=decoupled",
               "AdamW", {"betas": (0.8, 0.95), "eps": 1e-06, "weight_decay": 0.1}, ("sign-flipping", "sparse")),
    case("adam-eps-inside", "adam:lr=0.01,beta1=0.9,beta2=0.99,eps=0.01,eps-inside=true,weight-decay=0",
         "Kingma & Ba, Algorithm 1, with eps under the root", ("sparse", "exploding")),
    torch_case("adamw", "adamw:lr=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0.01", "AdamW", {"weight_decay": 0.01},
               (*ALL, "scheduled-stochastic")),
    torch_case("adamw-clip", "adamw:lr=0.02,beta1=0.95,beta2=0.98,eps=1e-5,weight-decay=0.3,clip-norm=2", "AdamW",
               {"betas": (0.95, 0.98), "eps": 1e-05, "weight_decay": 0.3}, ("correlated", "sparse")),
    torch_case("amsgrad", "amsgrad:lr=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0", "Adam", {"amsgrad": True}),
    torch_case("amsgrad-coupled", "amsgrad:lr=0.01,beta1=0.8,beta2=0.9,eps=1e-6,weight-decay=0.05,decay-mode=coupled",
               "Adam", {"amsgrad": True, "betas": (0.8, 0.9), "eps": 1e-06, "weight_decay": 0.05}, ("sparse", "exploding")),
    torch_case("adamw-amsgrad", "adamw:lr=0.01,beta1=0.9,beta2=0.9,eps=1e-8,weight-decay=0.1,amsgrad=true", "AdamW",
               {"amsgrad": True, "betas": (0.9, 0.9), "weight_decay": 0.1}, ("exploding",)),
    case("laprop", "laprop:lr=0.0004,beta1=0.9,beta2=0.999,eps=1e-15,weight-decay=0", "Ziyin et al. 2020, Algorithm 1"),
    case("laprop-decoupled", "laprop:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-8,weight-decay=0.1,decay-mode=decoupled",
         "Ziyin et al. 2020, Algorithm 1", ("sign-flipping", "exploding")),
]

TORQUE_AWARE = [
    case("tam", "tam:lr=0.1,weight-decay=0", TAM + "Algorithm 1"),
    case("tam-coupled", "tam:lr=0.05,momentum=0.8,gamma=0.5,torque-eps=0.01,weight-decay=0.02,decay-mode=coupled",
         TAM + "Algorithm 1", ("correlated", "sign-flipping")),
    case("tam-clip", "tam:lr=0.1,gamma=0,weight-decay=0.02,decay-mode=decoupled,clip-norm=2", TAM + "Algorithm 1",
         ("exploding",)),
    case("tam-tensor", "tam:lr=0.1,scope=tensor,weight-decay=0", TAM + "Algorithm 1, one cosine per tensor",
         ("sign-flipping", "sparse")),
    case("adatam", "adatam:lr=0.001,beta2=0.999,eps=1e-8,weight-decay=0", TAM + "Eq. 7"),
    case("adatam-coupled",
         "adatam:lr=0.01,gamma=0.5,torque-eps=0.01,beta2=0.95,eps=0.0001,weight-decay=0.05,decay-mode=coupled",
         TAM + "Eq. 7", ("correlated", "sparse")),
    case("adatamw", "adatamw:lr=0.001,beta2=0.999,eps=1e-8,weight-decay=0.01", TAM + "Eq. 7, decoupled decay"),
    case("adatamw-clip", "adatamw:lr=0.01,gamma=0.7,torque-eps=0.001,beta2=0.98,eps=1e-6,weight-decay=0.2,clip-norm=3",
         TAM + "Eq. 7, decoupled decay", ("sign-flipping", "exploding")),
    case("adatam2", "adatam2:lr=0.001,beta2=0.999,eps=1e-8,weight-decay=0", TAM + "Eq. 8"),
    case("adatam2-decoupled",
         "adatam2:lr=0.01,gamma=0.6,torque-eps=0.01,beta2=0.9,eps=0.0001,weight-decay=0.1,decay-mode=decoupled",
         TAM + "Eq. 8", ("correlated", "sparse")),
]

CRITICAL = [
    case("adam-cm", "adam-cm:lr=0.001,beta1=0.9,eps=1e-8,weight-decay=0", CM + "Algorithm 1, Eq. 4 to 7"),
    case("adam-cm-capacity-2", "adam-cm:lr=0.001,beta1=0.9,eps=1e-8,capacity=2,weight-decay=0", CM + "Algorithm 1, Eq. 4 to 7",
         ("sign-flipping", "exploding")),
    case("adam-cm-count", "adam-cm:lr=0.001,beta1=0.9,eps=1e-8,average=count,weight-decay=0",
         CM + "Algorithm 1, the mean taken over the entries present", ("correlated", "sparse")),
    case("adam-cm-coupled",
         "adam-cm:lr=0.01,beta1=0.8,beta2=0.95,eps=0.0001,capacity=3,decay=0.95,weight-decay=0.01,decay-mode=coupled",
         CM + "Algorithm 1, Eq. 4 to 7", ("sign-flipping", "exploding")),
    case("adam-cm-decoupled", "adam-cm:lr=0.01,beta1=0.9,eps=1e-8,capacity=10,decay=0.99,weight-decay=0.1,decay-mode=decoupled",
         CM + "Algorithm 1, Eq. 4 to 7", ("correlated",)),
    case("adam-cm-tensor", "adam-cm:lr=0.001,beta1=0.9,eps=1e-8,scope=tensor,weight-decay=0",
         CM + "Algorithm 1, one buffer and priority per tensor", ("correlated", "sparse")),
    case("adam-cm-released", "adam-cm:lr=0.001,beta1=0.9,eps=1e-8,form=released,weight-decay=0", CODE + "Adam_CM"),
    case("adam-cm-released-decoupled",
         "adam-cm:lr=0.01,beta1=0.8,beta2=0.95,eps=0.0001,capacity=2,decay=0.9,form=released,weight-decay=0.1,decay-mode=decoupled",
         CODE + "Adam_CM with weight decay", ("correlated", "exploding")),
    case("adam-cm-released-tensor", "adam-cm:lr=0.001,beta1=0.9,eps=1e-8,scope=tensor,form=released,weight-decay=0",
         CODE + "Adam_CM, synced=False", ("correlated", "sparse")),
    case("adam-cg-released", "adam-cg:lr=0.001,beta1=0.9,beta2=0.99,eps=1e-8,form=released,weight-decay=0", CODE + "Adam_C"),
    case("sgd-cg-released", "sgd-cg:lr=0.05,capacity=3,decay=0.9,form=released,weight-decay=0", CODE + "SGD_C",
         ("correlated", "sign-flipping")),
    case("adam-cg", "adam-cg:lr=0.001,beta1=0.9,beta2=0.99,eps=1e-8,weight-decay=0", CM + "Eq. 3"),
    case("adam-cg-coupled",
         "adam-cg:lr=0.01,beta1=0.8,beta2=0.95,eps=0.0001,capacity=2,decay=0.9,weight-decay=0.01,decay-mode=coupled",
         CM + "Eq. 3", ("sign-flipping", "sparse")),
    case("sgd-cg", "sgd-cg:lr=0.1,weight-decay=0", CM + "Eq. 10"),
    case("sgd-cg-count", "sgd-cg:lr=0.05,capacity=3,decay=0.9,average=count,weight-decay=0.01,decay-mode=coupled",
         CM + "Eq. 10, the mean taken over the entries present", ("correlated", "exploding")),
    case("sgd-cm", "sgd-cm:lr=0.1,beta1=0.9,weight-decay=0", CM + "Eq. 8"),
    case("sgd-cm-decoupled", "sgd-cm:lr=0.05,beta1=0.7,capacity=8,decay=0.9,weight-decay=0.1,decay-mode=decoupled",
         CM + "Eq. 8", ("sign-flipping", "sparse")),
]

ADAPTIVE_MEMORY = [
    case("am-mgd", "am-mgd:lr=0.1,weight-decay=0", AM + "Eq. 12 and 13, stochastic", (*ALL, "scheduled-stochastic")),
    case("am-mgd-deterministic", "am-mgd:lr=0.1,weight-decay=0", AM + "Eq. 12 and 13 with the loss of each step",
         ("scheduled",)),
    case("am-mgd-deterministic-lambda", "am-mgd:lr=0.1,lambda=0.3,weight-decay=0",
         AM + "Eq. 12 and 13 with the loss of each step", ("scheduled",)),
    case("am-mgd-coupled-clip", "am-mgd:lr=0.05,lambda=0.5,beta-max=0.95,weight-decay=0.02,decay-mode=coupled,clip-norm=10",
         AM + "Eq. 12 and 13, stochastic", ("correlated", "sign-flipping")),
    case("am-mgd-tensor", "am-mgd:lr=0.1,scope=tensor,weight-decay=0", AM + "Eq. 12 and 13, one coefficient per tensor",
         ("correlated", "sparse")),
    case("am-adamw", "am-adamw:lr=0.001,eps=1e-8,weight-decay=0", AM + "Eq. 14 and 24, App. D",
         (*ALL, "scheduled-stochastic")),
    case("am-adamw-decay", "am-adamw:lr=0.01,eps=1e-8,weight-decay=0.1", AM + "Eq. 14 and 24, App. D",
         ("sign-flipping", "sparse", "scheduled-stochastic")),
    case("am-adamw-options", "am-adamw:lr=0.01,lambda=0.5,beta-max=0.95,beta2=0.98,eps=1e-6,weight-decay=0.3,clip-norm=3",
         AM + "Eq. 14 and 24, App. D", ("correlated", "exploding")),
    case("am-adamw-tensor", "am-adamw:lr=0.001,eps=1e-8,scope=tensor,weight-decay=0", AM + "App. D.3",
         ("sign-flipping", "sparse")),
    case("am-adamw-tensor-decay", "am-adamw:lr=0.01,eps=1e-8,scope=tensor,weight-decay=0.1", AM + "App. D.3",
         ("correlated", "sparse")),
    case("am-adamw-clip", "am-adamw:lr=0.001,eps=1e-8,beta-min=0.8,weight-decay=0.1", AM + "Section 4.5, clip",
         ("sign-flipping", "sparse")),
    case("am-adamw-restart", "am-adamw:lr=0.001,eps=1e-8,restart-below=0.75,weight-decay=0.1", AM + "Section 4.5, restart",
         ("sign-flipping", "sparse")),
]

MAXIMUM_VARIATION = [
    case("madam", "madam:lr=0.001,beta1=0.9,weight-decay=0", MVA + "Algorithm 1, Eq. 8"),
    case("madam-decoupled",
         "madam:lr=0.01,beta1=0.8,beta2-min=0.6,beta2-max=0.98,eps=1e-6,weight-decay=0.1,decay-mode=decoupled",
         MVA + "Algorithm 1, Eq. 8", ("correlated", "sparse")),
    case("madam-coupled-clip", "madam:lr=0.005,beta1=0.9,eps=1e-6,weight-decay=0.05,decay-mode=coupled,clip-norm=4",
         MVA + "Algorithm 1, Eq. 8", ("sign-flipping",)),
    case("madam-amsgrad", "madam:lr=0.001,beta1=0.9,amsgrad=true,weight-decay=0",
         MVA + "Algorithm 1 with the running maximum of the denominator", ("sparse", "exploding")),
    case("lamadam", "lamadam:lr=0.001,beta1=0.9,weight-decay=0", MVA + "Algorithm 2, Eq. 8"),
    case("lamadam-decoupled",
         "lamadam:lr=0.01,beta1=0.8,beta2-min=0.5,beta2-max=0.98,eps=1e-8,weight-decay=0.1,decay-mode=decoupled",
         MVA + "Algorithm 2, Eq. 8", ("sign-flipping", "sparse")),
    case("lamadam-amsgrad", "lamadam:lr=0.001,beta1=0.9,amsgrad=true,weight-decay=0",
         MVA + "Algorithm 2 with the running maximum of the denominator", ("exploding",)),
]

OTHERS = [
    torch_case("rmsprop", "rmsprop:lr=0.01,beta2=0.99,eps=1e-8,weight-decay=0", "RMSprop", {}),
    torch_case("rmsprop-momentum",
               "rmsprop:lr=0.001,beta2=0.9,eps=0.0001,momentum=0.9,weight-decay=0.05,decay-mode=coupled", "RMSprop",
               {"alpha": 0.9, "eps": 0.0001, "momentum": 0.9, "weight_decay": 0.05}, ("sign-flipping",)),
    torch_case("radam", "radam:lr=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0", "RAdam", {}),
    torch_case("radam-coupled", "radam:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.05,decay-mode=coupled", "RAdam",
               {"betas": (0.8, 0.95), "eps": 1e-06, "weight_decay": 0.05}, ("correlated",)),
    case("adabound", "adabound:lr=0.001,final-lr=0.1,gamma=0.001,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0",
         "Luo et al. 2019 with the bias correction of the authors' package"),
    case("adabound-coupled",
         "adabound:lr=0.01,final-lr=0.05,gamma=0.05,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.05,decay-mode=coupled",
         "Luo et al. 2019 with the bias correction of the authors' package", ("exploding",)),
    case("lion", "lion:lr=0.0001,beta1=0.9,beta2=0.99,weight-decay=0", "Chen et al. 2023 (Lion), Algorithm 2"),
    case("lion-decoupled", "lion:lr=0.01,beta1=0.95,beta2=0.98,weight-decay=0.1", "Chen et al. 2023 (Lion), Algorithm 2",
         ("sign-flipping",)),
    case("aggmo", "aggmo:lr=0.1,weight-decay=0", "Lucas et al. 2019, betas 0, 0.9, 0.99"),
    case("aggmo-coupled", "aggmo:lr=0.02,weight-decay=0.05,decay-mode=coupled", "Lucas et al. 2019, betas 0, 0.9, 0.99",
         ("sign-flipping",)),
    case("angulargrad-cos", "angulargrad:lr=0.001,angle=cos,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0",
         "Roy et al. 2021 as published, cosine"),
    case("angulargrad-tan", "angulargrad:lr=0.001,angle=tan,beta1=0.9,beta2=0.999,eps=1e-8,weight-decay=0",
         "Roy et al. 2021 as published, tangent"),
    case("angulargrad-tan-coupled",
         "angulargrad:lr=0.01,angle=tan,beta1=0.8,beta2=0.95,eps=1e-6,weight-decay=0.05,decay-mode=coupled",
         "Roy et al. 2021 as published, tangent", ("sign-flipping",)),
]

MUON = "Jordan et al. 2024 (Muon), AdamW for vectors and scalars"
MATRICES = [
    case("muon", "muon:lr=0.02,weight-decay=0", MUON, (*ALL, "scheduled-stochastic")),
    case("muon-decoupled", "muon:lr=0.05,momentum=0.8,nesterov=false,steps=3,eps=1e-5,adjust-lr=match-rms-adamw,"
         "adamw-lr=0.01,adamw-beta1=0.8,adamw-beta2=0.9,adamw-eps=1e-6,weight-decay=0.1", MUON, ("sign-flipping", "exploding")),
    case("muon-coupled-clip", "muon:lr=0.02,weight-decay=0.05,decay-mode=coupled,clip-norm=2", MUON, ("correlated", "sparse")),
]

LARGE_BATCH = [
    case("lars", "lars:lr=1,weight-decay=0", "You et al. 2017 (LARS), Algorithm 1, rate outside the momentum", (*ALL, "scheduled-stochastic")),
    case("lars-coupled", "lars:lr=5,momentum=0.8,trust=0.01,weight-decay=0.1,decay-mode=coupled,clip-norm=3", "You et al. 2017 (LARS), Algorithm 1",
         ("sign-flipping", "exploding")),
    case("lamb", "lamb:lr=0.01,weight-decay=0.01", "You et al. 2020 (LAMB), Algorithm 2", (*ALL, "scheduled-stochastic")),
    case("lamb-options", "lamb:lr=0.02,beta1=0.8,beta2=0.95,eps=0.001,weight-decay=0.2,clip-norm=2", "You et al. 2020 (LAMB), Algorithm 2",
         ("correlated", "exploding")),
    case("lamb-plain", "lamb:lr=0.01,weight-decay=0", "You et al. 2020 (LAMB), Algorithm 2 without decay", ("sparse",)),
]
PARAMETER_FREE = [
    case("prodigy", "prodigy:lr=1,weight-decay=0", "Mishchenko and Defazio 2024 (Prodigy), Algorithm 4", ("sign-flipping", "sparse")),
    case("prodigy-far", "prodigy:lr=1,d0=0.1,d-coef=0.15,weight-decay=0", "Mishchenko and Defazio 2024 (Prodigy), Algorithm 4", ("correlated", "exploding", "scheduled-stochastic")),
    case("prodigy-options", "prodigy:lr=0.5,beta1=0.8,beta2=0.99,eps=1e-6,d0=0.1,d-coef=0.6,weight-decay=0.1,clip-norm=5",
         "Mishchenko and Defazio 2024 (Prodigy), Algorithm 4, decoupled decay", ("correlated", "sparse")),
    case("schedule-free-sgd", "schedule-free+sgd:lr=0.1,weight-decay=0.1,decay-mode=decoupled", "Defazio et al. 2024 (Schedule-Free), Algorithm 1",
         (*ALL, "scheduled-stochastic")),
    case("schedule-free-adamw", "schedule-free(beta=0.8)+adamw:lr=0.01,beta1=0,beta2=0.95,weight-decay=0.1",
         "Defazio et al. 2024 (Schedule-Free), AdamW form", ("correlated", "sparse", "scheduled-stochastic")),
]

COMPOSED = "composed from the parts, see README: "
COMBINATIONS = [
    case("torque-aware-maximum-variation", "torque-aware*maximum-variation:lr=0.001,eps=1e-8,weight-decay=0",
         COMPOSED + TAM + "Algorithm 1; " + MVA + "Eq. 8", MIXED),
    case("torque-aware-maximum-variation-decoupled",
         "torque-aware*maximum-variation:lr=0.01,gamma=0.5,beta2-min=0.6,beta2-max=0.98,eps=1e-6,"
         "weight-decay=0.1,decay-mode=decoupled",
         COMPOSED + TAM + "Algorithm 1; " + MVA + "Eq. 8", ("sign-flipping",)),
    case("adaptive-memory-maximum-variation", "adaptive-memory*maximum-variation:lr=0.001,eps=1e-8,weight-decay=0",
         COMPOSED + AM + "Eq. 24; " + MVA + "Eq. 8", MIXED),
    case("adaptive-memory-maximum-variation-decoupled",
         "adaptive-memory*maximum-variation:lr=0.01,lambda=0.3,eps=1e-6,weight-decay=0.1,decay-mode=decoupled",
         COMPOSED + AM + "Eq. 24; " + MVA + "Eq. 8", ("correlated",)),
    case("critical-momenta-maximum-variation", "critical-momenta*maximum-variation:lr=0.001,beta1=0.9,eps=1e-8,weight-decay=0",
         COMPOSED + CM + "Algorithm 1; " + MVA + "Eq. 8", MIXED),
    case("critical-momenta-maximum-variation-coupled",
         "critical-momenta*maximum-variation:lr=0.01,beta1=0.8,capacity=3,decay=0.9,eps=1e-6,"
         "weight-decay=0.01,decay-mode=coupled",
         COMPOSED + CM + "Algorithm 1; " + MVA + "Eq. 8", ("sparse",)),
    case("torque-aware-second-moment-scale-first",
         "torque-aware*second-moment*scale-first:lr=0.001,beta2=0.999,eps=1e-8,eps-inside=false,weight-decay=0",
         COMPOSED + TAM + "Algorithm 1; Kingma & Ba, Algorithm 1; Ziyin et al. 2020 for the order", MIXED),
    case("torque-aware-second-moment-scale-first-decoupled",
         "torque-aware*second-moment*scale-first:lr=0.01,gamma=0.5,beta2=0.95,eps=0.0001,eps-inside=true,"
         "weight-decay=0.1,decay-mode=decoupled",
         COMPOSED + TAM + "Algorithm 1; Kingma & Ba, Algorithm 1; Ziyin et al. 2020 for the order", ("correlated",)),
]

# The plain loop of torch 1.13's NAdam counts the momentum of a step twice in one product; its foreach form, and later versions, do not.
REST_OF_TORCH = [
    torch_case("adagrad", "adagrad:lr=0.01,weight-decay=0", "Adagrad", {}, (*ALL, "scheduled-stochastic")),
    torch_case("adagrad-options", "adagrad:lr=0.1,lr-decay=0.05,initial-accumulator-value=0.3,eps=1e-4,weight-decay=0.1", "Adagrad",
               {"lr_decay": 0.05, "initial_accumulator_value": 0.3, "eps": 1e-4, "weight_decay": 0.1}, ("correlated", "sparse")),
    torch_case("adadelta", "adadelta:lr=1,weight-decay=0", "Adadelta", {}, (*ALL, "scheduled-stochastic")),
    torch_case("adadelta-options", "adadelta:lr=0.5,rho=0.7,eps=1e-4,weight-decay=0.1", "Adadelta",
               {"rho": 0.7, "eps": 1e-4, "weight_decay": 0.1}, ("correlated", "exploding")),
    torch_case("adamax", "adamax:lr=0.002,weight-decay=0", "Adamax", {}, (*ALL, "scheduled-stochastic")),
    torch_case("adamax-coupled-clip", "adamax:lr=0.01,beta1=0.8,beta2=0.9,eps=1e-4,weight-decay=0.1,clip-norm=2", "Adamax",
               {"betas": (0.8, 0.9), "eps": 1e-4, "weight_decay": 0.1}, ("sign-flipping", "sparse")),
    torch_case("nadam", "nadam:lr=0.002,weight-decay=0", "NAdam", {"foreach": True},
               (*ALL, "scheduled-stochastic")),
    torch_case("nadam-options", "nadam:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-6,momentum-decay=0.5,weight-decay=0.1", "NAdam",
               {"betas": (0.8, 0.95), "eps": 1e-6, "momentum_decay": 0.5, "weight_decay": 0.1, "foreach": True},
               ("correlated", "exploding")),
    case("nadam-decoupled", "nadam:lr=0.01,weight-decay=0.1,decay-mode=decoupled", "NAdam with decoupled decay", ("sign-flipping",)),
    torch_case("asgd", "asgd:lr=0.01,weight-decay=0", "ASGD", {}),
    torch_case("asgd-options", "asgd:lr=0.1,lambda=0.5,alpha=0.6,t0=10,weight-decay=0.1", "ASGD",
               {"lambd": 0.5, "alpha": 0.6, "t0": 10, "weight_decay": 0.1}, ("correlated", "sparse")),
    torch_case("rprop", "rprop:lr=0.01,weight-decay=0", "Rprop", {}),
    torch_case("rprop-options", "rprop:lr=0.1,eta-minus=0.3,eta-plus=1.5,step-min=0.01,step-max=0.2,weight-decay=0", "Rprop",
               {"etas": (0.3, 1.5), "step_sizes": (0.01, 0.2)}, ("correlated", "sparse")),
]

NEWER = [
    case("qhm", "qhm:lr=0.1,weight-decay=0", "Ma & Yarats 2019, Eq. 3 and 4"),
    case("qhm-options", "qhm:lr=0.05,momentum=0.9,nu=0.4,weight-decay=0.05", "Ma & Yarats 2019, Eq. 3 and 4", ("correlated", "sparse")),
    case("qhadam", "qhadam:lr=0.001,weight-decay=0", "Ma & Yarats 2019, Eq. 15"),
    case("qhadam-options", "qhadam:lr=0.01,beta1=0.9,beta2=0.95,nu1=0.5,nu2=0.8,eps=1e-4,weight-decay=0.1,decay-mode=decoupled",
         "Ma & Yarats 2019, Eq. 15", ("sign-flipping", "exploding")),
    case("adabelief", "adabelief:lr=0.001,weight-decay=0", "Zhuang et al. 2020, Algorithm 2"),
    case("adabelief-options", "adabelief:lr=0.01,beta1=0.8,beta2=0.95,eps=1e-4,amsgrad=true,weight-decay=0.1",
         "Zhuang et al. 2020, Algorithm 2, the running maximum taken before the bias correction", ("correlated", "sparse")),
    case("ademamix", "ademamix:lr=0.001,weight-decay=0.1", "Pagliardini et al. 2024, Algorithm 1"),
    case("ademamix-warmup", "ademamix:lr=0.01,beta1=0.8,beta2=0.95,beta3=0.99,alpha=8,warmup=30,eps=1e-6,weight-decay=0",
         "Pagliardini et al. 2024, Algorithm 1 with both schedules", ("correlated", "sparse")),
    case("adan", "adan:lr=0.001,weight-decay=0.1", "Xie et al. 2022, Algorithm 1 with the authors' bias corrections",
         (*ALL, "scheduled-stochastic")),
    case("adan-options", "adan:lr=0.01,beta1=0.9,beta2=0.7,beta3=0.95,eps=1e-6,weight-decay=0.2,decay-mode=decoupled,clip-norm=3",
         "Xie et al. 2022, Algorithm 1, no_prox in the authors' code", ("correlated", "exploding")),
    case("adopt", "adopt:lr=0.001,weight-decay=0", "Taniguchi et al. 2024, Algorithm 2"),
    case("adopt-options", "adopt:lr=0.01,beta1=0.8,beta2=0.9,eps=1e-3,weight-decay=0.1", "Taniguchi et al. 2024, Algorithm 2",
         ("correlated", "sparse")),
    case("mars", "mars:lr=0.003,weight-decay=0.1", "Yuan et al. 2024, MARS-AdamW, approximate", (*ALL, "scheduled-stochastic")),
    case("mars-tensor", "mars:lr=0.01,beta1=0.9,beta2=0.95,gamma=0.1,eps=1e-6,scope=tensor,weight-decay=0",
         "Yuan et al. 2024, MARS-AdamW, approximate, one norm per tensor", ("correlated", "sparse")),
]

CAUTION = "Liang et al. 2024, Algorithm 1, over "
MASKS = [
    case("cautious-adamw", "cautious+adamw:lr=0.01,beta1=0.8,weight-decay=0.1", CAUTION + "AdamW", ("correlated", "sparse", "exploding")),
    case("cautious-adamw-tensor", "cautious+adamw:lr=0.01,beta1=0.8,scope=tensor,weight-decay=0", CAUTION + "AdamW, counted per tensor", ("correlated",)),
    case("cautious-tam", "cautious+tam:lr=0.1,weight-decay=0", CAUTION + TAM + "Algorithm 1", ("correlated",)),
    case("cautious-adam-cm", "cautious+adam-cm:lr=0.001,beta1=0.9,eps=1e-8,weight-decay=0", CAUTION + CM + "Algorithm 1", ("sparse", "exploding")),
    case("grams-adamw", "grams+adamw:lr=0.01,weight-decay=0.1", "Cao et al. 2024, Algorithm 1, over AdamW"),
    case("grams-sgdm", "grams+sgdm:lr=0.1,weight-decay=0", "Cao et al. 2024, Algorithm 1, over the heavy ball", ("sign-flipping",)),
]

CASES = [*GRADIENT_DESCENT, *ADAM, *TORQUE_AWARE, *CRITICAL, *ADAPTIVE_MEMORY, *MAXIMUM_VARIATION, *OTHERS, *MATRICES, *LARGE_BATCH, *PARAMETER_FREE,
         *COMBINATIONS, *REST_OF_TORCH, *NEWER, *MASKS]
