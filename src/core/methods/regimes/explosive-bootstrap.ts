import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import type { RandomStream } from '../../numerics/random.ts';
import { requireBetween, requireInteger } from '../../numerics/require.ts';
import { standardNormal } from '../../numerics/standard-normal.ts';
import { backwardDickeyFuller } from './backward-dickey-fuller.ts';
import { type ExplosiveOptions, type ExplosiveStatistics, explosiveStatistics, windowsOf } from './explosive.ts';

/** How worlds without explosive growth are drawn. */
export interface NullWorlds extends ExplosiveOptions {
  readonly draws: number;
  readonly stream: RandomStream;
  /** Share of such worlds above each critical value; 0.05 unless told. */
  readonly level?: number;
}

/** What a statistic exceeds in a share `level` of worlds without explosive growth. */
export interface ExplosiveCriticalValues {
  /** Index of the observation that the first value of both sequences belongs to. */
  readonly first: number;
  /** Date by date: each by itself is exceeded at that date with probability `level`. */
  readonly badf: Float64Array;
  readonly bsadf: Float64Array;
  readonly sadf: number;
  readonly gsadf: number;
  readonly level: number;
  readonly draws: number;
}

/** The statistics beside a bootstrap of their own. */
export interface ExplosiveBootstrap {
  readonly statistics: ExplosiveStatistics;
  readonly pSadf: number;
  readonly pGsadf: number;
  readonly criticalValues: ExplosiveCriticalValues;
}

/**
 * Critical values of BADF, BSADF, SADF and GSADF by simulation: random walks with normal steps of one variance and drift 1 / n.
 *
 * @param observations - n, the length of each walk.
 * @param worlds - Windows as in {@link explosiveStatistics}; the draws and their stream.
 * @returns Quantiles (R type 7) of the draws; sequences of n − minimumWindow + 1 values.
 * @throws RangeError for fewer observations than a window, fewer than 1 draw, or a level outside (0, 1).
 * @remarks Costs draws × n² / 2 windows. Missing values: there are none. Source: Phillips, Shi and Yu (2015).
 */
export function simulatedCriticalValues(observations: number, worlds: NullWorlds): ExplosiveCriticalValues {
  const step = () => 1 / observations + standardNormal(worlds.stream);
  const { minimumWindow } = windowsOf(observations, worlds);
  requireInteger('the observations', observations, { minimum: minimumWindow });
  return criticalValuesOf(drawn({ observations, step }, worlds), worlds);
}

/**
 * Wild bootstrap of SADF and GSADF: in each draw the series' own differences, each multiplied by an independent standard normal,
 * are added up. Volatility keeps its course, so that a burst of volatility does not pass for a burst of growth.
 *
 *     y*_t = Σ_(j ≤ t) w_j Δy_j,   p = (1 + #{statistic* ≥ statistic}) / (1 + draws)
 *
 * @param values - n levels in the order of time.
 * @param worlds - Windows as in {@link explosiveStatistics}; the draws and their stream.
 * @returns The statistics, their p and critical values date by date, or why there are none.
 * @throws RangeError for values that are not finite, fewer than 1 draw, or a level outside (0, 1).
 * @remarks Missing values: refuses. Costs draws × n² / 2 windows. Source: Harvey, Leybourne, Sollis and Taylor (2016).
 */
export function wildBootstrapExplosive(values: Float64Array, worlds: NullWorlds): ExplosiveBootstrap | Insufficient {
  const statistics = explosiveStatistics(values, worlds);
  if (isInsufficient(statistics)) return statistics;
  const step = (i: number) => standardNormal(worlds.stream) * ((values[i] as number) - (values[i - 1] as number));
  const draws = drawn({ observations: values.length, step }, worlds);
  const criticalValues = criticalValuesOf(draws, worlds);
  if (!criticalValues.badf.every(Number.isFinite)) return insufficient('the series hardly moves in its first window', 2, 1);
  const p = (observed: number, simulated: Float64Array) => (1 + simulated.filter((value) => value >= observed).length) / (1 + worlds.draws);
  return { statistics, pSadf: p(statistics.sadf, draws.sadf), pGsadf: p(statistics.gsadf, draws.gsadf), criticalValues };
}

interface Draws {
  readonly first: number;
  /** For each date the draws. */
  readonly badf: readonly Float64Array[];
  readonly bsadf: readonly Float64Array[];
  readonly sadf: Float64Array;
  readonly gsadf: Float64Array;
}

/** Statistics of sums of steps, draw by draw. */
function drawn({ observations, step }: { readonly observations: number; readonly step: (i: number) => number }, worlds: NullWorlds): Draws {
  const { draws, level = 0.05 } = worlds;
  requireInteger('the draws', draws, { minimum: 1 });
  requireBetween('the level', level, { above: 0, below: 1 });
  const { minimumWindow, lag } = windowsOf(observations, worlds);
  const first = minimumWindow - 1;
  const [badf, bsadf] = [0, 1].map(() => Array.from({ length: observations - first }, () => new Float64Array(draws))) as [
    Float64Array[],
    Float64Array[],
  ];
  const [sadf, gsadf] = [new Float64Array(draws), new Float64Array(draws)];
  const path = new Float64Array(observations);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 1; i < observations; i++) path[i] = (path[i - 1] as number) + step(i);
    const { supremum, longest } = backwardDickeyFuller(path, { minimumWindow, maximumWindow: observations, lag });
    [sadf[draw], gsadf[draw]] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = first; i < observations; i++) {
      (badf[i - first] as Float64Array)[draw] = longest[i] as number;
      (bsadf[i - first] as Float64Array)[draw] = supremum[i] as number;
      sadf[draw] = Math.max(sadf[draw], longest[i] as number);
      gsadf[draw] = Math.max(gsadf[draw], supremum[i] as number);
    }
  }
  return { first, badf, bsadf, sadf, gsadf };
}

function criticalValuesOf({ first, badf, bsadf, sadf, gsadf }: Draws, { draws, level = 0.05 }: NullWorlds): ExplosiveCriticalValues {
  const quantile = (values: Float64Array) => quantileSorted(Float64Array.from(values).sort(), 1 - level);
  return {
    first,
    badf: Float64Array.from(badf, quantile),
    bsadf: Float64Array.from(bsadf, quantile),
    sadf: quantile(sadf),
    gsadf: quantile(gsadf),
    level,
    draws,
  };
}
