"""Abnormal returns and event tests of made-up assets, by numpy and scipy, for what no published program gives.

Other routes than the program's: least squares by numpy.linalg.lstsq, prediction variances and the events' correlations
from the weights of the days' errors, which are found by moving each day's return by one and estimating again; ranks and
tails by scipy.

Run in this folder: python3 generate.py > abnormal-returns.json, then format it with Biome (made with numpy 2.4.6, scipy 1.17.1)
"""
import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(20_261_121)
DAYS = 420
ESTIMATION, EVENT = (-90, -11), (-1, 6)
L1, L2 = ESTIMATION[1] - ESTIMATION[0] + 1, EVENT[1] - EVENT[0] + 1
MINIMUM = 60


def nullable(values):
    return [None if np.isnan(value) else float(value) for value in values]


def make_panel():
    market = np.round(0.01 * rng.standard_t(5, DAYS), 6)
    shared = 0.008 * rng.standard_normal(DAYS)
    assets = [np.round(a + b * market + shared + s * rng.standard_t(4, DAYS), 6) for a, b, s in
              [(0.001, 1.2, 0.02), (-0.0005, 0.7, 0.01), (0.0, 0.4, 0.015)]]
    for asset, days in [(0, [70, 71, 130, 205]), (1, [99, 150]), (2, [33, 260, 300, 344])]:
        assets[asset][days] = np.nan
    market[[45, 246]] = np.nan
    return assets, market


# The third asset's day 300 is missing, and lies in the event window of its event at 301; the last event's window ends after the data.
EVENTS = [(0, 100), (0, 104), (0, 160), (0, 260), (1, 104), (1, 270), (2, 160), (2, 301), (2, 390), (0, 416)]

MODELS = {
    "constant-mean": {"kind": "constant-mean"},
    "market-adjusted": {"kind": "market-adjusted"},
    "market": {"kind": "market"},
    "dimson": {"kind": "market", "lags": 1, "leads": 2},
}


def regressors(model, market, day):
    if model["kind"] == "market-adjusted":
        return np.zeros(0)
    if model["kind"] == "constant-mean":
        return np.ones(1)
    offsets = range(-model.get("lags", 0), model.get("leads", 0) + 1)
    at = [day + k for k in offsets]
    return np.array([1.0] + [market[d] if 0 <= d < DAYS else np.nan for d in at])


def given(model, market, day):
    return market[day] if model["kind"] == "market-adjusted" else 0.0


def abnormal_of(model, market, returns, index):
    """AR, fit and the days used; None for an event that cannot be judged."""
    inside = [d for d in range(index + ESTIMATION[0], index + ESTIMATION[1] + 1) if 0 <= d < DAYS]
    days = [d for d in inside if not np.isnan(returns[d] - given(model, market, d)) and not np.isnan(regressors(model, market, d)).any()]
    window = list(range(index + EVENT[0], index + EVENT[1] + 1))
    if len(days) < MINIMUM or window[-1] >= DAYS:
        return None
    X = np.array([regressors(model, market, d) for d in days])
    y = np.array([returns[d] - given(model, market, d) for d in days])
    coefficients = np.linalg.lstsq(X, y, rcond=None)[0] if X.shape[1] else np.zeros(0)
    residuals = y - (X @ coefficients if X.shape[1] else 0.0)
    expected = np.array([given(model, market, d) + regressors(model, market, d) @ coefficients for d in window])
    abnormal = returns[window] - expected
    if np.isnan(abnormal).any():
        return None
    return dict(days=days, window=window, coefficients=coefficients, residuals=residuals, expected=expected, abnormal=abnormal,
                df=len(days) - X.shape[1], variance=residuals @ residuals / (len(days) - X.shape[1]))


def weights_of(model, market, asset_returns, index, place):
    """What one unit more on each day does to the AR of a place, or to the CAR: least squares is linear in the returns."""
    pick = slice(None) if place is None else slice(place, place + 1)
    base = abnormal_of(model, market, asset_returns, index)["abnormal"][pick].sum()
    weights = np.zeros(DAYS)
    for day in range(max(0, index + ESTIMATION[0]), index + EVENT[1] + 1):
        if not np.isnan(asset_returns[day]):
            moved = asset_returns.copy()
            moved[day] += 1.0
            weights[day] = abnormal_of(model, market, moved, index)["abnormal"][pick].sum() - base
    return weights


def tails(statistic, df=None):
    law = stats.norm if df is None else stats.t(df)
    return dict(statistic=float(statistic), pUpper=float(law.sf(statistic)), pLower=float(law.cdf(statistic)),
                pTwoSided=float(2 * law.sf(abs(statistic))), degreesOfFreedom=df)


def cross_section(values, factor=1.0):
    n = len(values)
    return tails(stats.ttest_1samp(values, 0).statistic * factor, n - 1)


def rank_z(events, judged, estimated):
    n, days = len(events), {}
    for k, event in enumerate(events):
        ranks = stats.rankdata(np.concatenate([estimated[k], judged[k]]))
        scaled = ranks / (len(ranks) + 1) - 0.5
        places = [d - event["index"] - ESTIMATION[0] for d in event["days"]] + [L1 + j for j in range(len(judged[k]))]
        for place, value in zip(places, scaled):
            days.setdefault(place, []).append(value)
    spread = np.sqrt(np.mean([(len(v) / n) * np.mean(v) ** 2 for v in days.values()]))
    return np.array([np.sum(days[L1 + j]) / n / spread for j in range(len(judged[0]))]), len(days)


def pair_correlation(a, b, calendar):
    """On the calendar with the AR of one event on days that the other has in its estimation window, but no day that both judge."""
    if calendar:
        left, right = ({**dict(zip(e["days"], e["residuals"])), **dict(zip(e["window"], e["abnormal"]))} for e in (a, b))
        common = sorted((set(left) & set(right)) - (set(a["window"]) & set(b["window"])))
    else:
        left, right = (dict(zip([d - e["index"] for d in e["days"]], e["residuals"])) for e in (a, b))
        common = sorted(set(left) & set(right))
    return np.corrcoef([left[d] for d in common], [right[d] for d in common])[0, 1]


def mean_correlation(events, place, calendar):
    pairs = []
    for i in range(len(events)):
        for j in range(i):
            a, b = events[i], events[j]
            if not calendar:
                pairs.append(pair_correlation(a, b, False))
                continue
            u, v = a["weights"][place], b["weights"][place]
            cosine = u @ v / np.sqrt((u @ u) * (v @ v))
            rho = 1.0 if a["asset"] == b["asset"] else (pair_correlation(a, b, True) if cosine != 0 else 0.0)
            pairs.append(rho * cosine)
    return float(np.mean(pairs))


def tests(events, place):
    """All tests on a place of the event window, or over it."""
    n = len(events)
    name = "window" if place is None else place
    sar = np.array([e["scar"] if place is None else e["sar"][place] for e in events])
    raw = np.array([e["abnormal"].sum() if place is None else e["abnormal"][place] for e in events])
    df = np.array([e["df"] for e in events], dtype=float)
    patell = sar.sum() / np.sqrt((df / (df - 2)).sum())
    out = dict(crossSectional=cross_section(raw), bmp=cross_section(sar), patell=tails(patell))
    for key, calendar in (("calendar", True), ("eventTime", False)):
        r = mean_correlation(events, name, calendar)
        out[key] = dict(meanCorrelation=r, kolariPynnonen=cross_section(sar, np.sqrt((1 - r) / (1 + (n - 1) * r))),
                        adjustedPatell=tails(patell / np.sqrt(1 + (n - 1) * r)))
    share = np.mean([np.mean(e["residuals"] > 0) for e in events])
    out["generalizedSign"] = tails(((raw > 0).sum() - n * share) / np.sqrt(n * share * (1 - share)))
    residuals = [e["residuals"] for e in events]
    scaled = [e["residuals"] / np.sqrt(e["variance"]) for e in events]
    days = np.array([e["sar"] for e in events])
    for key, judged, estimated in (("corradoRank", [e["abnormal"] for e in events], residuals),
                                   ("corradoZivney", days / days.std(axis=0, ddof=1), scaled)):
        z, _ = rank_z(events, judged, estimated)
        out[key] = tails(z.sum() / np.sqrt(L2) if place is None else z[place])
    z, ranked = rank_z(events, [[value] for value in sar / sar.std(ddof=1)], scaled)
    out["grank"] = tails(z[0] * np.sqrt((ranked - 2) / (ranked - 1 - z[0] ** 2)), ranked - 2)
    return out


def study(model, assets, market):
    events = []
    for number, (asset, index) in enumerate(EVENTS):
        found = abnormal_of(model, market, assets[asset], index)
        if found is None:
            continue
        weights = {place: weights_of(model, market, assets[asset], index, None if place == "window" else place)
                   for place in ["window", *range(L2)]}
        variances = {place: found["variance"] * float(w @ w) for place, w in weights.items()}
        sar = np.array([found["abnormal"][j] / np.sqrt(variances[j]) for j in range(L2)])
        car = found["abnormal"].sum()
        events.append(dict(found, event=number, asset=asset, index=index, weights=weights, sar=sar, car=car,
                           car_variance=variances["window"], scar=car / np.sqrt(variances["window"])))
    buy_and_hold = {"simple": lambda r: np.prod(1 + r), "log": lambda r: np.exp(np.sum(r))}
    held = {kind: [float(grown(assets[e["asset"]][e["window"]]) - grown(e["expected"])) for e in events]
            for kind, grown in buy_and_hold.items()}
    average = np.mean([e["abnormal"] for e in events], axis=0)
    return dict(
        events=[dict(event=e["event"], coefficients=e["coefficients"].tolist(), residualVariance=float(e["variance"]),
                     degreesOfFreedom=e["df"], observations=len(e["days"]), abnormalReturns=e["abnormal"].tolist(),
                     standardisedAbnormalReturns=e["sar"].tolist(), cumulativeAbnormalReturn=float(e["car"]),
                     cumulativeVariance=float(e["car_variance"]), standardisedCumulativeAbnormalReturn=float(e["scar"])) for e in events],
        averageAbnormalReturns=average.tolist(),
        cumulativeAverageAbnormalReturns=np.cumsum(average).tolist(),
        buyAndHoldAbnormalReturns=held,
        buyAndHold={kind: cross_section(np.array(values)) for kind, values in held.items()},
        days=[tests(events, place) for place in range(L2)],
        window=tests(events, None),
    )


assets, market = make_panel()
print(json.dumps(dict(
    assets=[nullable(asset) for asset in assets],
    market=nullable(market),
    events=[dict(asset=asset, index=index) for asset, index in EVENTS],
    windows=dict(estimationWindow=dict(zip(("from", "to"), ESTIMATION)), eventWindow=dict(zip(("from", "to"), EVENT)),
                 minimumEstimationDays=MINIMUM),
    models=MODELS,
    studies={name: study(model, assets, market) for name, model in MODELS.items()},
), indent=1))
