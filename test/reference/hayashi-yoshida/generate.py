"""Covariation of two made-up paths with clocks of their own, by the double sum as it is defined. Run here; writes hayashi-yoshida.json."""
import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(20_260_801)
SHIFTS = [-7.0, -2.5, -1.0, 0.0, 0.75, 1.0, 3.0, 40.0]


def path(count, scale):
    at = np.cumsum(np.round(rng.exponential(scale, count), 3) + 0.001)
    values = np.cumsum(np.round(rng.standard_t(4, count), 6))
    return at, values


def meets(x_at, y_at, shift):
    """Matrix over steps: which intervals (s, s'] and (t - shift, t' - shift] share some time."""
    start = np.maximum(x_at[:-1][:, None], y_at[:-1][None, :] - shift)
    end = np.minimum(x_at[1:][:, None], y_at[1:][None, :] - shift)
    return start < end


cases = []
for count_x, count_y, scale_x, scale_y in [(30, 45, 1.0, 0.7), (12, 90, 5.0, 0.6), (25, 25, 1.0, 1.0), (3, 40, 20.0, 1.5)]:
    (x_at, x), (y_at, y) = path(count_x, scale_x), path(count_y, scale_y)
    dx, dy = np.diff(x), np.diff(y)
    scale = np.sqrt((dx**2).sum() * (dy**2).sum())
    together = meets(x_at, y_at, 0.0)
    rows = []
    for shift in SHIFTS:
        met = meets(x_at, y_at, shift)
        apart = met & ~together
        rows.append({
            "shift": shift,
            "covariation": float(dx @ met @ dy),
            "correlation": float(dx @ met @ dy / scale),
            "apart": float(dx @ apart @ dy / scale),
            "overlaps": int(met.sum()),
        })
    counts = {}
    for name, sign in [("xLeads", 1), ("yLeads", -1)]:
        weights = [dx @ (meets(x_at, y_at, s) & ~together) for s in SHIFTS if sign * s > 0]
        largest = np.array([max(abs(w @ np.roll(dy, -k)) for w in weights) for k in range(len(dy))]) / scale
        counts[name] = int((largest >= largest[0] - 1e-12).sum())
    cases.append({"x": {"at": x_at.tolist(), "values": x.tolist()}, "y": {"at": y_at.tolist(), "values": y.tolist()}, "rows": rows, "counts": counts})

Path(__file__).with_name("hayashi-yoshida.json").write_text(json.dumps({"cases": cases}, indent=1) + "\n")
