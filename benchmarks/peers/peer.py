"""Serves timings of one workload to the benchmark that races against it: every empty line on standard input asks for one sample in seconds per call."""

import sys
import time


def serve(name, run, seconds=0.05, unmeasured=0, answer=None):
    """Warms up, announces itself, then answers each line: an empty one with the mean time of as many calls as take about `seconds`, after some
    `unmeasured` ones; others with `answer()`."""
    run()
    start = time.perf_counter()
    run()
    calls = max(1, int(seconds / max(time.perf_counter() - start, 1e-9)))
    print(name, flush=True)
    for line in sys.stdin:
        if answer is not None and line.strip():
            print(answer(), flush=True)
            continue
        for _ in range(unmeasured):
            run()
        start = time.perf_counter()
        for _ in range(calls):
            run()
        print((time.perf_counter() - start) / calls, flush=True)
