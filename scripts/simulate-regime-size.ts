// Prints how often the trigger `explosive` and the tests of stability say something where there is nothing: the tables of docs/methods/explosive-phases.md
// and docs/methods/regimes.md. Run: node scripts/simulate-regime-size.ts (some minutes)
import { olsCusumTest, recursiveCusumTest } from '../src/core/methods/regimes/cusum.ts';
import { effectStability } from '../src/core/methods/regimes/effect-stability.ts';
import { explosiveStarts } from '../src/core/methods/regimes/explosive-start.ts';
import { isInsufficient } from '../src/core/numerics/insufficient.ts';
import { ones } from '../src/core/numerics/least-squares.ts';
import { seededStream } from '../src/core/numerics/random.ts';
import { standardNormal } from '../src/core/numerics/standard-normal.ts';

const stream = seededStream(20_261_121);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Worlds without explosive growth: steps of a log price. */
const steps: Readonly<Record<string, () => () => number>> = {
  'normal steps': () => () => standardNormal(stream),
  'normal steps with the drift of Bitcoin, 0.04 deviations a day': () => () => 0.04 + standardNormal(stream),
  'GARCH(1,1), 0.08 and 0.90, Student t with 4 degrees of freedom': () => {
    let [variance, last] = [1, 0];
    return () => {
      variance = 0.02 + 0.08 * last * last + 0.9 * variance;
      const chiSquare = Array.from({ length: 4 }, () => standardNormal(stream) ** 2).reduce((sum, square) => sum + square, 0);
      last = (Math.sqrt(variance) * standardNormal(stream)) / Math.sqrt(chiSquare / 2);
      return last;
    };
  },
};

function explosiveSize(): void {
  const [worlds, length, lookback] = [60, 4000, 500];
  for (const [name, world] of Object.entries(steps)) {
    const walks = Array.from({ length: worlds }, () => {
      const step = world();
      let value = 0;
      return Float64Array.from({ length }, () => {
        value += step();
        return value;
      });
    });
    for (const level of [0.05, 0.01, 0.001]) {
      const cells = [1, 5, 20].map((persist) => {
        let [dates, above, events] = [0, 0, 0];
        for (const walk of walks) {
          const { on, statistic, criticalValue } = explosiveStarts(walk, { lookback, level, persist, first: 0 });
          dates += length - lookback + 1;
          above += statistic.filter((value) => value > criticalValue).length;
          events += on.filter((fired) => fired === 1).length;
        }
        return { share: above / dates, rate: (1000 * events) / dates };
      });
      console.log(`${name}; level ${level}: above on ${percent(cells[0]?.share as number)}; events in 1,000 dates, persist 1, 5, 20:`);
      console.log(`  ${cells.map(({ rate }) => rate.toFixed(2)).join(', ')}`);
    }
  }
}

function stabilitySize(): void {
  const worlds = 4000;
  for (const n of [8, 12, 16, 21, 30, 50, 100, 300]) {
    const counts = { effect: 0, ols: 0, recursive: 0 };
    for (let i = 0; i < worlds; i++) {
      const values = Float64Array.from({ length: n }, () => standardNormal(stream));
      const found = [effectStability(values, 0), olsCusumTest(values, [ones(n)]), recursiveCusumTest(values, [ones(n)])];
      (['effect', 'ols', 'recursive'] as const).forEach((name, j) => {
        const test = found[j];
        if (test && !isInsufficient(test) && test.p <= 0.05) counts[name]++;
      });
    }
    console.log(
      `${n} observations: ${Object.entries(counts)
        .map(([name, count]) => `${name} ${percent(count / worlds)}`)
        .join(', ')}`,
    );
  }
}

if (import.meta.main) {
  stabilitySize();
  explosiveSize();
}
