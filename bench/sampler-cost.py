"""The side of Optuna in bench/sampler-cost.ts: the same parameters and trials, in memory, single process.

A question is a line `sampler count`; the answer is a line with the milliseconds of the first suggestion after that many finished
trials, and the mean of those after it, each after one more trial has finished.
"""

import math
import random
import sys
import time

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution

optuna.logging.set_verbosity(optuna.logging.ERROR)

SPACE = {
    "lr": FloatDistribution(1e-6, 1e-1, log=True),
    "batch": CategoricalDistribution([8, 16, 32, 64, 128]),
    "dropout": FloatDistribution(0, 0.6),
    "loss": CategoricalDistribution(["ce", "focal", "label_smoothing", "mse"]),
    "warmup": FloatDistribution(0, 0.3),
    "weight_decay": FloatDistribution(1e-6, 1e-1, log=True),
}
BEST = {"lr": 10**-3.6, "dropout": 0.15, "warmup": 0.1, "weight_decay": 10**-2.88, "batch": 32, "loss": "focal"}
SUGGESTIONS = {"tpe": 20, "gp": 5}


def place(name, unit):
    d = SPACE[name]
    if isinstance(d, CategoricalDistribution):
        return d.choices[min(len(d.choices) - 1, int(unit * len(d.choices)))]
    if d.log:
        return min(d.high, max(d.low, math.exp(math.log(d.low) + unit * math.log(d.high / d.low))))
    return d.low + unit * (d.high - d.low)


def unit_of(name, value):
    d = SPACE[name]
    if isinstance(d, CategoricalDistribution):
        return (d.choices.index(value) + 0.5) / len(d.choices)
    if d.log:
        return math.log(value / d.low) / math.log(d.high / d.low)
    return (value - d.low) / (d.high - d.low)


def point_like(number, count, rng):
    """At random for every third trial, else around the best point by a spread that falls from 0.3 to 0.03."""
    spread = 0.3 * 0.1 ** (number / count)
    if number % 3 == 0:
        return {name: place(name, rng.random()) for name in SPACE}
    return {name: place(name, min(1, max(0, unit_of(name, BEST[name]) + spread * rng.gauss(0, 1)))) for name in SPACE}


def loss_of(params):
    return sum((unit_of(name, value) - unit_of(name, BEST[name])) ** 2 for name, value in params.items())


def measure(name, count):
    rng = random.Random(0)
    sampler = optuna.samplers.TPESampler(seed=0) if name == "tpe" else optuna.samplers.GPSampler(seed=0)
    study = optuna.create_study(sampler=sampler)
    for number in range(count):
        params = point_like(number, count, rng)
        study.add_trial(optuna.trial.create_trial(params=params, distributions=SPACE, value=loss_of(params)))
    times = []
    for _ in range(SUGGESTIONS[name] + 1):
        start = time.perf_counter()
        trial = study.ask(SPACE)
        times.append((time.perf_counter() - start) * 1000)
        study.tell(trial, loss_of(trial.params))
    return times[0], sum(times[1:]) / (len(times) - 1)


print(f"Optuna {optuna.__version__}", flush=True)
for line in sys.stdin:
    sampler_name, trials = line.split()
    try:
        print(*measure(sampler_name, int(trials)), flush=True)
    except ImportError:  # the Gaussian process needs PyTorch and SciPy
        print("nan nan", flush=True)
