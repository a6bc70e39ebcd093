"""Reference numbers for the shift tests by numpy: np.roll over the whole circle, quantiles of type 7, max-T by matrices.

Run in this folder: python3 generate.py > circular-shift.json, then format it with Biome (made with numpy 2.4.2)
"""
import json

import numpy as np

rng = np.random.default_rng(20260720)
n, horizon = 240, 90
dates = 15000 + np.cumsum(rng.integers(3, 10, n))
places = [[4, 31, 90, 91, 170], [12, 100, 155, 201], [0, 60, 239]]


def overlapping(span):
    """Forward sums of a random walk with a wandering drift: outcomes that overlap, as returns over a horizon do."""
    drift = np.repeat(rng.normal(0, 0.02, n // 40 + 2), 40)[: n + span]
    steps = drift + rng.normal(0, 0.05, n + span)
    return np.round([steps[i : i + span].sum() for i in range(n)], 4)


outcomes = [overlapping(12), overlapping(5), (overlapping(12) > 0.1).astype(float)]


def centre(y):
    near = np.abs(dates[:, None] - dates[None, :]) <= 365
    return y - (near * y[None, :]).sum(axis=1) / near.sum(axis=1)


def shifts(y, at, statistic=np.mean):
    return np.array([statistic(np.roll(y, -k)[at]) for k in range(n)])


def counts(s):
    return {"upper": int((s >= s[0] - 1e-12).sum()), "lower": int((s <= s[0] + 1e-12).sum())}


def step_down(all_shifts):
    z = np.array([(s - s.mean()) / s.std() for s in all_shifts])
    order, adjusted, floor = np.argsort(-z[:, 0]), [0.0] * len(z), 0.0
    for rank, member in enumerate(order):
        floor = max(floor, float((z[order[rank:]].max(axis=0) >= z[member, 0] - 1e-12).mean()))
        adjusted[member] = floor
    return adjusted


members = []
for y, at in zip(outcomes, places):
    plain, centred = shifts(y, at), shifts(centre(y), at)
    members.append(
        {
            "outcomes": y.tolist(),
            "events": at,
            "observed": float(plain[0]),
            "plain": counts(plain),
            "centred": counts(centred),
            "centredObserved": float(centred[0]),
            "median": counts(shifts(y, at, np.median)),
            "leaveOneOut": [counts(shifts(y, [e for e in at if e != left])) for left in at],
            "quantiles": [float(q) for q in np.quantile(centred, [0.2, 0.95])],
            "minimumDetectableEffect": float(np.subtract(*np.quantile(centred, [0.95, 0.2])) / (1 - horizon / 730)),
        }
    )

print(
    json.dumps(
        {
            "made": "generate.py",
            "horizon": horizon,
            "dates": dates.tolist(),
            "members": members,
            "stepDown": {
                "plain": step_down([shifts(y, at) for y, at in zip(outcomes, places)]),
                "centred": step_down([shifts(centre(y), at) for y, at in zip(outcomes, places)]),
                "plainLower": step_down([-shifts(y, at) for y, at in zip(outcomes, places)]),
            },
        },
        separators=(",", ":"),
    )
)
