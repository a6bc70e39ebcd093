"""Reference numbers for the IVX-Wald test by numpy, with explicit matrices in place of loops: the instrument is a lower triangle times the
regressor, the sums over the horizon are a band of ones, demeaning is a projection, and the test is of the coefficients with their covariance.

Run in this folder: python3 generate.py > ivx.json, then format it with Biome (made with numpy 2.4.6 and scipy 1.17.1)
"""
import json

import numpy as np
from scipy import linalg, stats

rng = np.random.default_rng(20261121)
n = 160


def world(roots, correlations):
    """Returns and autoregressive regressors (with a level) whose innovations are correlated with the return's error."""
    error = rng.normal(size=n)
    columns = []
    for root, correlation in zip(roots, correlations):
        own = correlation * error + np.sqrt(1 - correlation**2) * rng.normal(size=n)
        columns.append(3 + np.linalg.solve(np.eye(n) - root * np.eye(n, k=-1), own))
    returns = 0.04 * error
    returns[1:] += 0.003 * columns[0][:-1]
    return np.round(returns, 5), np.round(np.array(columns), 4)


def residuals(y, x):
    x = np.column_stack([np.ones(len(y)), x])
    return y - x @ (np.linalg.pinv(x) @ y)


def long_run(errors):
    """Σ and the one-sided Λ with Bartlett weights, by one Toeplitz matrix: E′ T E / m."""
    m = len(errors)
    lags = int(np.floor(m ** (1 / 3) + 1e-9))
    row = np.zeros(m)
    row[1 : lags + 1] = 1 - np.arange(1, lags + 1) / (lags + 1)
    after = linalg.toeplitz(row, np.zeros(m))
    return errors.T @ errors / m, errors.T @ after @ errors / m


def ivx(returns, columns, horizon, exponent):
    k, m = len(columns), n - 1
    x, y = columns[:, :-1].T, returns[1:]
    e = residuals(y, x)
    u = np.column_stack([residuals(columns[j, 1:], columns[j, :-1]) for j in range(k)])
    sigma, one_sided = long_run(np.column_stack([e, u]))
    omega_uu = sigma[1:, 1:] + one_sided[1:, 1:] + one_sided[1:, 1:].T
    omega_ue = sigma[1:, 0] + one_sided[1:, 0]
    own = sigma[0, 0] - omega_ue @ np.linalg.solve(omega_uu, omega_ue)

    root = 1 - m**-exponent
    fade = np.tril(root ** np.abs(np.subtract.outer(np.arange(m), np.arange(m))))
    changes = np.eye(m) - np.eye(m, k=-1)
    changes[0] = 0
    z = fade @ changes @ x
    rows = m - horizon + 1
    band = np.array([[1.0 if t <= s < t + horizon else 0.0 for s in range(m)] for t in range(rows)])
    centre = np.eye(rows) - 1 / rows
    zk, xk, yk, zr = band @ z, centre @ band @ x, centre @ band @ y, z[:rows]
    middle = sigma[0, 0] * zk.T @ zk - rows * np.outer(zk.mean(0), zk.mean(0)) * own
    bread = np.linalg.inv(zr.T @ xk)
    slopes = bread @ zr.T @ yk
    covariance = bread @ middle @ bread.T
    wald = slopes @ np.linalg.solve(covariance, slopes)
    return {
        "horizon": horizon,
        "exponent": exponent,
        "coefficients": slopes.tolist(),
        "standardErrors": np.sqrt(np.diag(covariance)).tolist(),
        "wald": float(wald),
        "p": float(stats.chi2.sf(wald, k)),
        "individualP": stats.chi2.sf(slopes**2 / np.diag(covariance), 1).tolist(),
        "innovationCorrelations": [float(e @ u[:, j] / np.sqrt(e @ e * (u[:, j] @ u[:, j]))) for j in range(k)],
        "observations": rows,
    }


cases = []
for roots, correlations in [([0.98], [-0.95]), ([1.0, 0.6], [-0.8, 0.2]), ([0.9, 0.99, 0.3], [0.5, -0.7, 0.0])]:
    returns, columns = world(roots, correlations)
    tests = [ivx(returns, columns, h, b) for h, b in [(1, 0.95), (3, 0.95), (12, 0.95), (12, 0.8), (40, 0.95)]]
    cases.append({"returns": returns.tolist(), "regressors": columns.tolist(), "tests": tests})

print(json.dumps({"made": "generate.py", "cases": cases}, separators=(",", ":")))
