"""Ordinary least squares in 500 digits: normal equations solved by mpmath, which loses nothing that matters at that precision.

Run in this folder: python3 generate.py > least-squares.json, then format it with Biome (made with mpmath 1.3.0, numpy 2.4)
"""
import json

import mpmath as mp
import numpy as np

mp.mp.dps = 500
rng = np.random.default_rng(20260915)


def fit(y, columns):
    n, k = len(y), len(columns)
    x = mp.matrix([[mp.mpf(float(column[i])) for column in columns] for i in range(n)])
    response = mp.matrix([mp.mpf(float(value)) for value in y])
    cross = x.T * x
    inverse = cross**-1
    beta = inverse * (x.T * response)
    residuals = response - x * beta
    rss = (residuals.T * residuals)[0]
    variance = rss / (n - k) if n > k else None
    return {
        "response": [float(v) for v in y],
        "regressors": [[float(v) for v in column] for column in columns],
        "coefficients": [float(b) for b in beta],
        "residualSumOfSquares": float(rss),
        "inverseDiagonal": [float(inverse[i, i]) for i in range(k)],
        "inverseCorner": float(inverse[0, k - 1]),
        "standardErrors": [float(mp.sqrt(variance * inverse[i, i])) for i in range(k)] if n > k else None,
    }


def rounded(values, digits=6):
    return [float(f"{v:.{digits}g}") for v in values]


n = 30
one = [1.0] * n
a, b = rounded(rng.normal(size=n)), rounded(rng.normal(3, 2, n))
y = rounded(1.5 + 0.3 * np.array(a) - 2 * np.array(b) + rng.normal(size=n))
time = [float(t) for t in range(1990, 1990 + n)]
cases = {
    "a constant and two regressors": fit(y, [one, a, b]),
    "a constant alone": fit(y, [one]),
    "no constant": fit(y, [a, b]),
    "as many regressors as observations": fit(y[:3], [one[:3], a[:3], b[:3]]),
    "columns of very different units": fit(y, [one, [v * 1e12 for v in a], [v * 1e-12 for v in b]]),
    "columns of absurd units": fit(y, [one, [v * 1e100 for v in a], [v * 1e-100 for v in b]]),
    "calendar years beside a constant": fit(y, [one, time]),
    "powers of a trend": fit(y, [[(t / n) ** p for t in range(1, n + 1)] for p in range(6)]),
    "nearly dependent regressors": fit(y, [one, a, rounded(np.array(a) + 1e-5 * np.array(b), 12)]),
}
print(json.dumps({"made": "generate.py", "cases": cases}, separators=(",", ":")))
