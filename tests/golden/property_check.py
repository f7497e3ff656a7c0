"""Pairs of specifications that must give the same trajectory, because one rule contains the other."""

import numpy as np

from cases import case
from streams import STREAMS
from trajectory import run

EQUAL = [
    ("madam:lr=0.01,beta1=0.8,beta2-min=0.99,beta2-max=0.99,weight-decay=0",
     "adam:lr=0.01,beta1=0.8,beta2=0.99,weight-decay=0"),
    ("lamadam:lr=0.01,beta2-min=0.9,beta2-max=0.9,weight-decay=0", "laprop:lr=0.01,beta2=0.9,weight-decay=0"),
    ("am-mgd:lr=0.1,lambda=0,beta-max=0,weight-decay=0.1", "sgd:lr=0.1,weight-decay=0.1"),
    ("am-adamw:lr=0.01,lambda=0,beta-min=0.9,beta-max=0.9,weight-decay=0.1", "adamw:lr=0.01,weight-decay=0.1"),
    ("adaptive-memory*maximum-variation:lr=0.01,lambda=0,beta-min=0.9,beta2-min=0.999,weight-decay=0",
     "adam:lr=0.01,weight-decay=0"),
    ("adabound:lr=0.01,gamma=1e-15,eps=1e-30,weight-decay=0", "adam:lr=0.01,eps=1e-30,weight-decay=0"),
    ("sgdm:lr=0.1,momentum=0.8,dampening=0.8,weight-decay=0", "mgd:lr=0.1,momentum=0.8,weight-decay=0"),
    ("qhm:lr=0.1,momentum=0.8,nu=1,weight-decay=0", "mgd:lr=0.1,momentum=0.8,weight-decay=0"),
    ("qhadam:lr=0.01,beta1=0.9,nu1=1,weight-decay=0", "adam:lr=0.01,weight-decay=0"),
    ("ademamix:lr=0.01,alpha=0,weight-decay=0.1", "adamw:lr=0.01,weight-decay=0.1"),
    ("adan:lr=0.01,beta1=0.9,beta2=0,beta3=0.999,weight-decay=0", "adam:lr=0.01,weight-decay=0"),
    ("grams+sgd:lr=0.1,weight-decay=0", "sgd:lr=0.1,weight-decay=0"),
    ("rmsprop:lr=0.01,beta2=0,eps=1e-30,weight-decay=0", "lion:lr=0.01,beta1=0,weight-decay=0"),
]


def check():
    wrong = []
    for one, other in EQUAL:
        for stream in ("correlated", "sign-flipping", "exploding"):
            ran = [run(case("", text, ""), STREAMS[stream]).parameters for text in (one, other)]
            apart = np.abs(ran[0] - ran[1]).max() / np.abs(ran[1]).max()
            if apart > 1e-13:
                wrong.append(f"{one} and {other} are {apart:.1e} apart on {stream}")
    return wrong
