"""Bootstrap intervals of a mean by scipy (percentile, basic, BCa) on resamples that are written down, the rest by definition in numpy.

Run in this folder: python3 generate.py > bootstrap-intervals.json, then format it with Biome (made with numpy 2.4, scipy 1.17.1)
"""
import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(20260915)
cases = []
for values, level, draws in (
    (np.round(rng.normal(0.1, 0.4, 12), 3), 0.9, 199),
    (np.round(rng.exponential(0.3, 7), 3), 0.95, 299),
    (np.round(rng.normal(0, 1, 5), 1), 0.8, 99),
):
    n = len(values)
    places = rng.integers(0, n, (draws, n))
    samples = values[places]
    replicates = samples.mean(axis=1)
    interval = {}
    for method in ("percentile", "basic", "BCa"):
        # scipy adds no draw of its own to a distribution that it is given.
        given = type("Given", (), {"bootstrap_distribution": replicates})()
        found = stats.bootstrap((values,), np.mean, n_resamples=0, bootstrap_result=given, method=method, confidence_level=level)
        interval[method] = list(map(float, found.confidence_interval))
    error, errors = values.std(ddof=1) / np.sqrt(n), samples.std(axis=1, ddof=1) / np.sqrt(n)
    alpha = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(replicates == values.mean(), 0, (replicates - values.mean()) / errors)
    low, high = np.quantile(t, [alpha, 1 - alpha])
    interval["studentised"] = [float(values.mean() - error * high), float(values.mean() - error * low)]
    tail = stats.norm.cdf(np.sqrt(n / (n - 1)) * stats.t.ppf(alpha, n - 1))
    interval["expandedPercentile"] = [float(q) for q in np.quantile(replicates, [tail, 1 - tail])]
    cases.append(
        {
            "values": values.tolist(),
            "level": level,
            "replicates": replicates.tolist(),
            "standardErrors": errors.tolist(),
            "jackknife": [float(np.delete(values, i).mean()) for i in range(n)],
            "intervals": interval,
        }
    )
print(json.dumps({"made": "generate.py", "cases": cases}, separators=(",", ":")))
