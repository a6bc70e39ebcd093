"""Placebo and stationary-bootstrap paths in numpy, and in numba where it is installed: mean path of every draw, moments over the draws, sup-t p and band.
Reads the task as JSON, prints JSON with the median of 3 timings for each."""
import json, sys, time
import numpy as np
try:
    import numba
except ImportError:
    numba = None

task = json.load(sys.stdin)
returns = np.array(task["returns"])
events = np.array(task["events"])
days, draws, mean_block = task["days"], task["draws"], task["meanBlockLength"]
n = len(returns)
growth = np.concatenate([[0.0], np.cumsum(returns)])
observed = np.array([growth[events + j] - growth[events] for j in range(1, days + 1)]).mean(axis=1)


def standing(paths):
    centre, deviation = paths.mean(axis=0), paths.std(axis=0)
    z = (paths - centre) / deviation
    highest, lowest = z.max(axis=1), z.min(axis=1)
    own = ((observed - centre) / deviation).max()
    critical = np.quantile(np.maximum(highest, -lowest), 0.9)
    return [float((1 + (highest >= own - 1e-12).sum()) / (1 + draws)), float(critical * deviation[-1])]


def placebo(rng):
    windows = np.lib.stride_tricks.sliding_window_view(growth, days + 1)
    paths = np.empty((draws, days))
    for start in range(0, draws, 100):
        taken = windows[rng.integers(0, n - days + 1, (min(100, draws - start), len(events)))]
        summed = taken.sum(axis=1)
        paths[start : start + len(summed)] = (summed[:, 1:] - summed[:, :1]) / len(events)
    return paths


def bootstrap(rng):
    at = events[:, None] + np.arange(days + 1)
    day = np.arange(n)
    paths = np.empty((draws, days))
    for start in range(0, draws, 100):
        size = min(100, draws - start)
        begins = rng.random((size, n)) < 1 / mean_block
        begins[:, 0] = True
        begun = np.maximum.accumulate(np.where(begins, day, 0), axis=1)
        places = np.take_along_axis(rng.integers(0, n, (size, n)), begun, axis=1) + day - begun
        resampled = np.zeros((size, n + 1))
        np.cumsum(returns[places % n], axis=1, out=resampled[:, 1:])
        summed = resampled[:, at].sum(axis=1)
        paths[start : start + size] = (summed[:, 1:] - summed[:, :1]) / len(events)
    return paths


if numba:
    compiled = numba.njit(parallel=True, fastmath=True, cache=True)

    @compiled
    def placebo_kernel(growth, candidates, size, days, draws):
        paths = np.zeros((draws, days))
        for k in numba.prange(draws):
            for _ in range(size):
                place = np.random.randint(candidates)
                base = growth[place]
                for j in range(days):
                    paths[k, j] += growth[place + j + 1] - base
            paths[k] /= size
        return paths

    @compiled
    def bootstrap_kernel(returns, events, days, draws, mean_block):
        n = len(returns)
        paths = np.zeros((draws, days))
        per_log = 1 / np.log1p(-1 / mean_block)
        for k in numba.prange(draws):
            resampled = np.zeros(n + 1)
            filled = 0
            while filled < n:
                place = np.random.randint(n)
                end = min(n, filled + 1 + int(np.log(np.random.random()) * per_log))
                while filled < end:
                    resampled[filled + 1] = resampled[filled] + returns[place]
                    filled += 1
                    place = place + 1 if place + 1 < n else 0
            for e in events:
                base = resampled[e]
                for j in range(days):
                    paths[k, j] += resampled[e + j + 1] - base
            paths[k] /= len(events)
        return paths

    @compiled
    def extremes_kernel(paths, centre, deviation):
        draws, days = paths.shape
        highest, lowest = np.empty(draws), np.empty(draws)
        for k in numba.prange(draws):
            high, low = -np.inf, np.inf
            for j in range(days):
                z = (paths[k, j] - centre[j]) / deviation[j]
                high, low = max(high, z), min(low, z)
            highest[k], lowest[k] = high, low
        return highest, lowest

    @compiled
    def moments_kernel(paths):
        draws, days = paths.shape
        parts = 16
        sums, squares = np.zeros((parts, days)), np.zeros((parts, days))
        for part in numba.prange(parts):
            for k in range(part * draws // parts, (part + 1) * draws // parts):
                for j in range(days):
                    sums[part, j] += paths[k, j]
                    squares[part, j] += paths[k, j] ** 2
        centre = sums.sum(axis=0) / draws
        return centre, np.sqrt(squares.sum(axis=0) / draws - centre**2)

    def standing_compiled(paths):
        centre, deviation = moments_kernel(paths)
        highest, lowest = extremes_kernel(paths, centre, deviation)
        own = ((observed - centre) / deviation).max()
        critical = np.quantile(np.maximum(highest, -lowest), 0.9)
        return [float((1 + (highest >= own - 1e-12).sum()) / (1 + draws)), float(critical * deviation[-1])]


def timed(one, other, rounds=3):
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        first = one()
        between = time.perf_counter()
        second = other()
        times.append(((between - start) * 1000, (time.perf_counter() - between) * 1000))
    times = sorted(times[1:], key=sum)
    placebo_time, bootstrap_time = times[len(times) // 2]
    return {"placebo": placebo_time, "bootstrap": bootstrap_time, "results": first + second}


rng = np.random.default_rng(task["seed"])
results = {"numpy": timed(lambda: standing(placebo(rng)), lambda: standing(bootstrap(rng)))}
if numba:
    results["numba"] = timed(
        lambda: standing_compiled(placebo_kernel(growth, n - days + 1, len(events), days, draws)),
        lambda: standing_compiled(bootstrap_kernel(returns, events, days, draws, mean_block)),
    )
print(json.dumps(results))
