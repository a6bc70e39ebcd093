"""Reference numbers for regimes and breaks by numpy and scipy: every stretch fitted anew, every partition tried, the likelihood climbed by
scipy's optimisers instead of expectation and maximisation.

Run in this folder: python3 generate.py > regimes.json, then format it with Biome (made with numpy 2.4.6, scipy 1.17.1)
"""
import itertools
import json

import numpy as np
from scipy import stats
from scipy.optimize import minimize

rng = np.random.default_rng(20260811)


def rss(y, x):
    residuals = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return float(residuals @ residuals)


def regression_with_breaks():
    """A slope and a level that change twice; the regressor is far from 0, as a price is."""
    n, k, shortest = 48, 2, 7
    price = np.round(1000 + np.cumsum(rng.normal(0, 8, n)), 3)
    slope = np.repeat([0.02, 0.05, -0.01], [16, 14, 18])
    y = np.round(slope * (price - 1000) + np.repeat([3.0, 3.6, 2.2], [16, 14, 18]) + rng.normal(0, 0.25, n), 4)
    x = np.column_stack([np.ones(n), price])
    partitions = []
    for m in range(4):
        best = (np.inf, ())
        for breaks in itertools.combinations(range(shortest, n - shortest + 1), m):
            bounds = [0, *breaks, n]
            if min(np.diff(bounds)) < shortest:
                continue
            total = sum(rss(y[a:b], x[a:b]) for a, b in zip(bounds, bounds[1:]))
            best = min(best, (total, breaks))
        total, breaks = best
        bic = n * (np.log(2 * np.pi) + 1 + np.log(total / n)) + (k + 1) * (m + 1) * np.log(n)
        partitions.append({"breaks": list(breaks), "residualSumOfSquares": total, "bic": float(bic)})
    first, last = int(0.15 * n), int(0.85 * n)
    whole = rss(y, x)
    f = []
    for i in range(first, last + 1):
        apart = rss(y[:i], x[:i]) + rss(y[i:], x[i:])
        f.append((whole - apart) / apart * (n - 2 * k))
    f = np.array(f)
    recursive = []
    for t in range(k, n):
        beta = np.linalg.lstsq(x[:t], y[:t], rcond=None)[0]
        spread = 1 + x[t] @ np.linalg.inv(x[:t].T @ x[:t]) @ x[t]
        recursive.append((y[t] - x[t] @ beta) / np.sqrt(spread))
    w = np.cumsum(recursive) / (np.std(recursive, ddof=1) * np.sqrt(n - k))
    time = np.arange(1, n - k + 1) / (n - k)
    residuals = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    bridge = np.cumsum(residuals) / np.sqrt(whole / (n - k) * n)
    return {
        "price": price.tolist(),
        "response": y.tolist(),
        "shortest": shortest,
        "partitions": partitions,
        "fStatistics": f.tolist(),
        "supF": float(f.max()),
        "aveF": float(f.mean()),
        "expF": float(np.log(np.mean(np.exp(f / 2)))),
        "recursiveProcess": w.tolist(),
        "recursiveStatistic": float(np.max(np.abs(w) / (1 + 2 * time))),
        "olsProcess": bridge.tolist(),
        "olsStatistic": float(np.abs(bridge).max()),
        "olsP": float(stats.kstwobign.sf(np.abs(bridge).max())),
    }


def dickey_fuller(y, lag):
    change = np.diff(y)
    rows = range(lag, len(change))
    x = np.array([[1.0, y[t], *(change[t - i] for i in range(1, lag + 1))] for t in rows])
    response = change[lag:]
    beta, *_ = np.linalg.lstsq(x, response, rcond=None)
    residuals = response - x @ beta
    variance = residuals @ residuals / (len(response) - x.shape[1])
    return float(beta[1] / np.sqrt(variance * np.linalg.inv(x.T @ x)[1, 1]))


def explosive():
    n, shortest = 70, 18
    steps = rng.normal(0, 1, n)
    y = [50.0]
    for t in range(1, n):
        growth = 1.06 if 35 <= t < 50 else 1.0
        y.append((y[-1] - 40) * growth + 40 + steps[t] * (1 + (t > 50)))
    y = np.round(y, 4)
    out = {"values": y.tolist(), "shortest": shortest}
    for lag in (0, 1, 2, 3):
        bsadf, badf = [], []
        for end in range(shortest - 1, n):
            every = [dickey_fuller(y[start : end + 1], lag) for start in range(end - shortest + 2)]
            bsadf.append(max(every))
            badf.append(every[0])
        out[f"lag{lag}"] = {"badf": badf, "bsadf": bsadf}
    return out


def filter_log_likelihood(y, means, variances, stay, phi):
    """Hamilton's filter with one matrix for the chain of pairs, written for at most one autoregressive term."""
    chain = np.array([[stay[0], 1 - stay[0]], [1 - stay[1], stay[1]]])
    share = np.array([1 - chain[1, 1], 1 - chain[0, 0]]) / (2 - stay[0] - stay[1])
    if len(phi) == 0:
        previous, total, filtered = share, 0.0, []
        for i, value in enumerate(y):
            predicted = previous @ chain if i else share
            weights = predicted * stats.norm.pdf(value, means, np.sqrt(variances))
            total += np.log(weights.sum())
            previous = weights / weights.sum()
            filtered.append(previous[1])
        return total, filtered
    pairs = share[:, None] * chain
    total, filtered = 0.0, []
    for t in range(1, len(y)):
        if t > 1:
            pairs = pairs.sum(axis=0)[:, None] * chain
        centre = np.array([[means[now] + phi[0] * (y[t - 1] - means[then]) for now in (0, 1)] for then in (0, 1)])
        weights = pairs * stats.norm.pdf(y[t], centre, np.sqrt(variances)[None, :])
        total += np.log(weights.sum())
        pairs = weights / weights.sum()
        filtered.append(pairs.sum(axis=0)[1])
    return total, filtered


def markov_switching():
    n, regime, y = 150, 0, []
    for _ in range(n):
        if rng.random() > (0.95, 0.9)[regime]:
            regime = 1 - regime
        y.append(rng.normal((-0.2, 0.6)[regime], (1.4, 0.5)[regime]))
    y = np.round(y, 4)
    cases = []
    for terms, switching in ((0, True), (0, False), (1, True)):

        def unpack(theta):
            stay = 1 / (1 + np.exp(-theta[2:4]))
            variances = np.exp(theta[4:6]) if switching else np.exp(theta[[4, 4]])
            return theta[:2], variances, stay, theta[(6 if switching else 5) :]

        best = None
        for low, high, p in itertools.product((-1.0, -0.3), (0.3, 1.0), (1.0, 2.5)):
            for spread in ((0.5, -1.0), (-1.0, 0.5)) if switching else ((0.0,),):
                theta = np.array([low, high, p, p, *spread, *[0.0] * terms])
                loss = lambda t: -filter_log_likelihood(y, *unpack(t))[0]
                found = minimize(loss, theta, method="BFGS", options={"gtol": 1e-7})
                if best is None or found.fun < best.fun - 1e-9:
                    best = found
        found = minimize(loss, best.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 20000, "maxfev": 20000})
        means, variances, stay, phi = unpack(found.x)
        if means[0] > means[1]:
            means, variances, stay = means[::-1], variances[::-1], stay[::-1]
        total, filtered = filter_log_likelihood(y, means, variances, stay, phi)
        cases.append(
            {
                "autoregressiveTerms": terms,
                "switchingVariance": switching,
                "parameters": {
                    "means": list(means),
                    "variances": list(variances),
                    "stay": list(stay),
                    "autoregression": list(phi),
                },
                "logLikelihood": float(total),
                "secondRegime": [float(p) for p in filtered],
            }
        )
    return {"values": y.tolist(), "cases": cases}


print(json.dumps({"regression": regression_with_breaks(), "explosive": explosive(), "markovSwitching": markov_switching()}))
