"""Reference numbers for the trade by numpy and scipy, by other routes than the program's:

Lo's standard errors from the covariance matrix of mean and variance and their gradient; the deflated Sharpe ratio by scipy's normal
distribution and moments; wealth as the product of 1 + position times return; shifts by np.roll of the positions.

Run in this folder: python3 generate.py > trade.json, then format it with Biome (made with numpy 2.4.6, scipy 1.17.1)
"""
import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(20260724)
PER_YEAR, COST, SLIPPAGE, FIRST_DAY = 52, 0.001, 0.0005, 17000


def sharpe(returns, lags):
    """Lo (2002): theta = (mean, variance), g = mean / sd; Bartlett's long-run covariance of the two moment conditions."""
    t, mean, variance = len(returns), returns.mean(), returns.var(ddof=1)
    moments = np.column_stack([returns - mean, (returns - mean) ** 2 - variance])
    moments = moments - moments.mean(axis=0)
    omega = moments.T @ moments / t
    for lag in range(1, lags + 1):
        gamma = moments[lag:].T @ moments[:-lag] / t
        omega += (1 - lag / (lags + 1)) * (gamma + gamma.T)
    gradient = np.array([variance**-0.5, -mean / (2 * variance**1.5)])
    ratio = mean / variance**0.5
    return {
        "ratio": ratio,
        "standardError": np.sqrt((1 + ratio**2 / 2) / t),
        "robust": np.sqrt(gradient @ omega @ gradient / t),
        "lags": lags,
        "skewness": stats.skew(returns),
        "kurtosis": stats.kurtosis(returns, fisher=False),
    }


def deflated(returns, tried, variance):
    ratio, n = returns.mean() / returns.std(ddof=1), len(returns)
    gamma = 0.57721566490153286
    threshold = np.sqrt(variance) * (
        (1 - gamma) * stats.norm.ppf(1 - 1 / tried) + gamma * stats.norm.ppf(1 - 1 / (tried * np.e))
    )
    spread = 1 - stats.skew(returns) * ratio + (stats.kurtosis(returns, fisher=False) - 1) / 4 * ratio**2
    probability = stats.norm.cdf((ratio - threshold) * np.sqrt(n - 1) / np.sqrt(spread))
    return {"tried": tried, "sharpeVariance": variance, "threshold": threshold, "probability": probability}


def centred(dates, steps):
    near = np.abs(dates[:, None] - dates[None, :]) <= 365
    return steps - (near * steps[None, :]).sum(axis=1) / near.sum(axis=1)


def backtest(closes, blocks, sign):
    returns = closes[1:] / closes[:-1] - 1
    position = np.zeros(len(returns))
    for entry, exit_ in blocks:
        position[entry:exit_] = sign
    factor = 1 + position * returns
    for entry, exit_ in blocks:
        factor[entry] *= 1 - COST - SLIPPAGE
        factor[exit_ - 1] *= 1 - COST - SLIPPAGE
    wealth = np.concatenate([[1.0], np.cumprod(factor)])
    years = len(returns) / PER_YEAR
    dates = FIRST_DAY + 7 * np.arange(1, len(closes))
    steps, held = np.log(1 + sign * returns), np.abs(position)
    growth = np.array([(np.roll(held, k) * steps).sum() for k in range(len(steps))])
    growth = growth + 2 * len(blocks) * np.log(1 - COST - SLIPPAGE)
    era = np.array([(np.roll(held, k) * centred(dates, steps)).sum() for k in range(len(steps))]) / held.sum()
    lags = int(4 * (len(returns) / 100) ** (2 / 9))
    return {
        "equity": wealth.tolist(),
        "totalReturn": wealth[-1] - 1,
        "compoundAnnualGrowth": wealth[-1] ** (1 / years) - 1,
        "maximumDrawdown": (wealth / np.maximum.accumulate(wealth) - 1).min(),
        "exposure": held.mean(),
        "turnover": np.abs(np.diff(np.concatenate([[0], position, [0]]))).sum() / years,
        "tradeReturns": [wealth[exit_] / wealth[entry] - 1 for entry, exit_ in blocks],
        "sharpe": sharpe(factor - 1, lags),
        "deflated": deflated(factor - 1, 24, 0.002),
        "growth": growth.tolist(),
        "era": era.tolist(),
        "plainCount": int((growth >= growth[0] - 1e-12).sum()),
        "eraCount": int((era >= era[0] - 1e-12).sum()),
    }


noise = rng.standard_t(5, 260) * 0.04
steps = 0.004 + np.convolve(noise, [1, 0.4], mode="full")[:260]
closes = np.round(100 * np.exp(np.concatenate([[0], np.cumsum(steps)])), 4)
blocks = [[0, 9], [40, 66], [67, 68], [150, 190], [250, 260]]
returns = np.round(rng.standard_t(6, 300) * 0.03 + 0.004, 6)

print(
    json.dumps(
        {
            "made": "generate.py",
            "periodsPerYear": PER_YEAR,
            "cost": COST,
            "slippage": SLIPPAGE,
            "firstDay": FIRST_DAY,
            "returns": returns.tolist(),
            "sharpe": [sharpe(returns, lags) for lags in (0, 5, 12)],
            "deflated": [deflated(returns, tried, 0.004) for tried in (2, 10, 1000)],
            "closes": closes.tolist(),
            "blocks": blocks,
            "long": backtest(closes, blocks, 1),
            "short": backtest(closes, blocks, -1),
        },
        separators=(",", ":"),
    )
)
