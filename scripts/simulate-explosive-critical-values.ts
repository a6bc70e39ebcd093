// Makes src/core/methods/regimes/explosive-table.ts: quantiles of explosive-phase statistics of random walks, the same at each run.
// Takes some twenty minutes on one free core.
// Run: node scripts/simulate-explosive-critical-values.ts [share of the draws, such as 0.01, to print instead of write]
import { writeFileSync } from 'node:fs';
import { backwardDickeyFuller } from '../src/core/methods/regimes/backward-dickey-fuller.ts';
import { shortestWindow } from '../src/core/methods/regimes/explosive.ts';
import { quantileSorted } from '../src/core/numerics/quantile.ts';
import { seededStream } from '../src/core/numerics/random.ts';
import { standardNormal } from '../src/core/numerics/standard-normal.ts';

const LENGTHS = [30, 40, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 10_000];
const BACKWARD_LEVELS = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
const LEVELS = [0.1, 0.05, 0.01];
const MOST_BACKWARD_DRAWS = 200_000;
const MOST_DRAWS = 20_000;
const LEAST_DRAWS = 500;
/** Steps and windows that one length may cost, so that the long ones end in a minute or two. */
const STEPS = 1.5e8;
const WINDOWS = 8e9;
const DRIFT_OF_WHOLE_WALK = 1;

/** BADF and BSADF of `draws` random walks, each at its largest from one end to the last. */
function simulate(n: number, draws: number, firstEnd: number): { badf: Float64Array; bsadf: Float64Array } {
  const stream = seededStream(n);
  const windows = { minimumWindow: shortestWindow(n), maximumWindow: n, lag: 0 };
  const [badf, bsadf] = [new Float64Array(draws), new Float64Array(draws)];
  const largest = (values: Float64Array) => values.subarray(firstEnd).reduce((most, value) => Math.max(most, value));
  const walk = new Float64Array(n);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 1; i < n; i++) walk[i] = (walk[i - 1] as number) + DRIFT_OF_WHOLE_WALK / n + standardNormal(stream);
    const { supremum, longest } = backwardDickeyFuller(walk, windows, firstEnd);
    [badf[draw], bsadf[draw]] = [largest(longest), largest(supremum)];
  }
  return { badf, bsadf };
}

const quantiles = (values: Float64Array, levels: readonly number[]): string =>
  `[${levels.map((level) => Number(quantileSorted(values.sort(), 1 - level).toFixed(3))).join(', ')}]`;

const record = (fields: Readonly<Record<string, string | number>>): string =>
  `  { ${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')} },`;

function backwardRow(n: number, share: number): string {
  const draws = Math.max(2, Math.round(share * Math.min(MOST_BACKWARD_DRAWS, STEPS / n)));
  return record({ observations: n, quantiles: quantiles(simulate(n, draws, n - 1).bsadf, BACKWARD_LEVELS), draws });
}

function row(n: number, share: number): string {
  const draws = Math.max(2, Math.round(share * Math.min(MOST_DRAWS, Math.max(LEAST_DRAWS, (2 * WINDOWS) / n ** 2))));
  const { badf, bsadf } = simulate(n, draws, shortestWindow(n) - 1);
  return record({ observations: n, sadf: quantiles(badf, LEVELS), gsadf: quantiles(bsadf, LEVELS), draws });
}

/** The module, as text. */
const table = (
  share: number,
): string => `// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a simulated quantile may be near a constant by chance
// Made by \`node scripts/simulate-explosive-critical-values.ts\`; do not edit.

/** BSADF at the last of so many observations, exceeded in each of \`backwardLevels\` of so many random walks. */
export interface BackwardQuantiles {
  readonly observations: number;
  readonly quantiles: readonly number[];
  readonly draws: number;
}

/** SADF and GSADF of so many observations, exceeded in ${LEVELS.map((level) => 100 * level).join(', ')} % of so many random walks. */
export interface ExplosiveQuantiles {
  readonly observations: number;
  readonly sadf: readonly [number, number, number];
  readonly gsadf: readonly [number, number, number];
  readonly draws: number;
}

/** Shares of walks, falling. */
export const backwardLevels: readonly number[] = [${BACKWARD_LEVELS.join(', ')}];

/** Normal steps with drift 1 / n; windows from the shortest by rule; no lag. */
export const backwardTable: readonly BackwardQuantiles[] = [
${LENGTHS.map((n) => backwardRow(n, share)).join('\n')}
];

/** The same walks, windows and lag. */
export const explosiveTable: readonly ExplosiveQuantiles[] = [
${LENGTHS.map((n) => row(n, share)).join('\n')}
];
`;

if (import.meta.main) {
  const share = Number(process.argv[2] ?? 1);
  if (share < 1) process.stdout.write(table(share));
  else writeFileSync(new URL('../src/core/methods/regimes/explosive-table.ts', import.meta.url), table(share));
}
