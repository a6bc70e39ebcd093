"""Autoregressions, orders of vector autoregressions and Granger's tests of two made-up series by numpy and scipy. Writes lead-lag.json."""
import json
from pathlib import Path

import numpy as np
from scipy import stats
from scipy.linalg import solve_toeplitz

rng = np.random.default_rng(20_260_802)
N, MAX_ORDER, LAGS = 160, 6, 4
noise = np.round(rng.standard_t(5, (2, N)), 6)
a, b = np.zeros(N), np.zeros(N)
for t in range(N):
    a[t] = noise[0, t] + (0.5 * a[t - 1] - 0.3 * a[t - 2] if t > 1 else 0)
    b[t] = noise[1, t] + (0.2 * b[t - 1] + 0.25 * a[t - 2] if t > 1 else 0)
a, b = np.round(a, 6), np.round(b, 6)


def lagged(x, order, first):
    return [x[first - j:len(x) - j] for j in range(1, order + 1)]


def fit(y, columns):
    design = np.column_stack(columns)
    coefficients, *_ = np.linalg.lstsq(design, y, rcond=None)
    residuals = y - design @ coefficients
    return design, coefficients, residuals


def autoregression(x, max_order):
    d = x - x.mean()
    gamma = np.array([d[k:] @ d[:len(d) - k] for k in range(max_order + 1)]) / len(d)
    rows = []
    for p in range(max_order + 1):
        phi = solve_toeplitz(gamma[:p], gamma[1:p + 1]) if p else np.zeros(0)
        variance = gamma[0] - phi @ gamma[1:p + 1]
        rows.append({"coefficients": phi.tolist(), "variance": float(variance), "aic": float(len(x) * np.log(variance) + 2 * p)})
    return {"orders": rows, "order": int(np.argmin([row["aic"] for row in rows]))}


def criteria(x, y, max_order):
    sx, sy = (x - x.mean()) / x.std(), (y - y.mean()) / y.std()
    n = len(x) - max_order
    out = {"aic": [], "bic": [], "hq": []}
    for p in range(max_order + 1):
        columns = [np.ones(n), *lagged(sx, p, max_order), *lagged(sy, p, max_order)]
        residuals = np.array([fit(s[max_order:], columns)[2] for s in (sx, sy)])
        logdet = np.linalg.slogdet(residuals @ residuals.T / n)[1]
        for name, weight in [("aic", 2), ("bic", np.log(n)), ("hq", 2 * np.log(np.log(n)))]:
            out[name].append(float(logdet + weight * (4 * p + 2) / n))
    return out


def robust(cause, effect, order, lags):
    n = len(cause) - order
    columns = [np.ones(n), *lagged(effect, order, order), *lagged(cause, order, order)]
    design, coefficients, residuals = fit(effect[order:], columns)
    k = design.shape[1]
    scores = design * residuals[:, None]
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        part = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (part + part.T)
    bread = np.linalg.inv(design.T @ design)
    covariance = bread @ middle @ bread * n / (n - k)
    place = slice(order + 1, 2 * order + 1)
    wald = float(coefficients[place] @ np.linalg.solve(covariance[place, place], coefficients[place]))
    return {"chiSquare": wald, "pChiSquare": float(stats.chi2.sf(wald, order)), "pF": float(stats.f.sf(wald / order, order, n - k))}


def common_sample(cause, effect, max_order):
    n = len(cause) - max_order
    out = []
    for p in range(1, max_order + 1):
        own = [np.ones(n), *lagged(effect, p, max_order)]
        before = fit(effect[max_order:], own)[2]
        after = fit(effect[max_order:], [*own, *lagged(cause, p, max_order)])[2]
        f = (before @ before - after @ after) / p / (after @ after / (n - 2 * p - 1))
        out.append({"f": float(f), "p": float(stats.f.sf(f, p, n - 2 * p - 1))})
    return out


result = {
    "a": a.tolist(),
    "b": b.tolist(),
    "maxOrder": MAX_ORDER,
    "autoregression": {"a": autoregression(a, MAX_ORDER), "b": autoregression(b, MAX_ORDER)},
    "criteria": criteria(a, b, MAX_ORDER),
    "levelCriteria": criteria(np.cumsum(a), np.cumsum(b), MAX_ORDER),
    "robust": {"lags": int(np.floor(4 * ((N - 2) / 100) ** (2 / 9))), "aToB": robust(a, b, 2, LAGS), "bToA": robust(b, a, 2, LAGS)},
    "orders": {"aToB": common_sample(a, b, MAX_ORDER), "bToA": common_sample(b, a, MAX_ORDER)},
}
assert result["robust"]["lags"] == LAGS
Path(__file__).with_name("lead-lag.json").write_text(json.dumps(result, indent=1) + "\n")
