"""The rows of the HistFactory race in pyhf, with its numpy backend and scipy's optimiser.

usage: pyhf_peer.py FOLDER, with pyhf on PYTHONPATH; FOLDER holds the workspaces two-bins.json, fifty-bins.json, sbottom.json, electroweakinos.json

Announces itself on one line. Every line "TASK MODEL SECONDS" on standard input is answered by one line of JSON: the processor seconds of a call, the number of
calls measured, and the answers; or the error that it raised. A call that takes longer than SECONDS is measured once, at its first run; others are repeated for SECONDS after a first run.
"""

import json
import logging
import os
import platform
import sys
import time
import warnings

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
warnings.simplefilter("ignore")

import numpy
import pyhf
import scipy

logging.disable(logging.ERROR)
numpy.seterr(all="ignore")
folder = sys.argv[1]
loaded = {}


def path(name):
    return os.path.join(folder, name + ".json")


def load(name):
    """Reads, validates and builds a model, as a user does."""
    with open(path(name), encoding="utf-8") as file:
        workspace = pyhf.Workspace(json.load(file))
    model = workspace.model()
    return model, workspace.data(model)


def model_of(name):
    if name not in loaded:
        loaded[name] = load(name)
    return loaded[name]


def build(name):
    model, data = load(name)
    return [model.config.npars, len(data), sum(data)]


def logpdf(name):
    model, data = model_of(name)
    return list(model.logpdf(model.config.suggested_init(), data))


def fit(name):
    model, data = model_of(name)
    return [pyhf.infer.mle.fit(data, model, return_fitted_val=True)[1]]


def hypotest(name):
    model, data = model_of(name)
    observed, expected = pyhf.infer.hypotest(1.0, data, model, test_stat="qtilde", return_expected_set=True)
    return [observed, *expected]


def limits(name):
    model, data = model_of(name)
    observed, expected = pyhf.infer.intervals.upper_limits.upper_limit(data, model, scan=None)
    return [observed, *expected]


def toys(name):
    model, data = model_of(name)
    _, tails = pyhf.infer.hypotest(
        1.0, data, model, test_stat="qtilde", calctype="toybased", ntoys=100, track_progress=False, return_tail_probs=True
    )
    return list(tails)


tasks = {"build": build, "logpdf": logpdf, "fit": fit, "hypotest": hypotest, "limits": limits, "toys": toys}


def number(answer):
    value = float(numpy.asarray(answer).reshape(-1)[0])
    return value if numpy.isfinite(value) else None


def measure(task, name, seconds):
    if task is not build:
        model_of(name)
    numpy.random.seed(1)
    start = time.process_time()
    answers = task(name)
    once = time.process_time() - start
    calls = 1
    if once < seconds:
        calls = max(1, int(seconds / max(once, 1e-6)))
        start = time.process_time()
        for _ in range(calls):
            task(name)
        once = (time.process_time() - start) / calls
    return {"seconds": once, "calls": calls, "answers": [number(a) for a in answers]}


print(
    f"pyhf {getattr(pyhf, '__version__', 'of unknown version')}, Python {platform.python_version()}, numpy {numpy.__version__}, scipy {scipy.__version__}",
    flush=True,
)
for line in sys.stdin:
    task, name, seconds = line.split()
    try:
        reply = measure(tasks[task], name, float(seconds))
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
    print(json.dumps(reply), flush=True)
