import { clusterCount } from '../../src/core/claims/judge-study.ts';
import { judgeFamily } from '../../src/core/methods/event-study/family.ts';
import type { Target } from '../../src/core/methods/event-study/holding-period.ts';
import type { Study } from '../../src/core/methods/event-study/study.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';
import type { EventSet } from '../../src/core/series/curve.ts';
import { HORIZONS } from './cells.ts';
import { STANDS_OUT, studiesOf, studyOf, verdictCode, verdictsAlone } from './measure.ts';
import { priced } from './worlds.ts';

/** Planted effects as multiples of the smallest effect that the study says it can see. */
export const MULTIPLES = [0, 0.5, 1, 1.5, 2] as const;

/** The horizon whose planted effect the whole family of horizons is asked about. */
export const FAMILY_HORIZON = 180;

export const POWER_COLUMNS = [
  'horizon',
  'multiple',
  'headline',
  'clusters',
  'p before',
  'verdict',
  'verdict without reserve',
  'family headline',
  'family stands out',
] as const;

/** One study with a planted effect; the family's columns are 1 and 0 but for {@link FAMILY_HORIZON}. */
export type PowerRow = Readonly<Record<(typeof POWER_COLUMNS)[number], number>>;

/** One row for each horizon and multiple of the smallest visible effect of the study before anything was planted. */
export function measurePower(target: Target, trigger: EventSet, stream: RandomStream): PowerRow[] {
  return HORIZONS.flatMap((horizon) => {
    const before = studyOf(target, trigger, horizon);
    const smallest = before.minimumDetectableEffect?.up;
    if (smallest === undefined) return [];
    return MULTIPLES.map((multiple) => {
      const planted = plant(before, multiple * smallest, horizon);
      const seed = stream.below(2 ** 31);
      const study = studyOf(planted, trigger, horizon);
      return {
        horizon,
        multiple,
        headline: study.headline?.up ?? 1,
        clusters: clusterCount(study),
        'p before': study.tests.find(({ name }) => name === 'pre-event circular-shift')?.pUpper ?? 1,
        ...verdictsAlone(study, seed),
        ...(horizon === FAMILY_HORIZON ? inFamily(planted, trigger, seed) : { 'family headline': 1, 'family stands out': 0 }),
      };
    });
  });
}

/** The smallest adjusted p of the four horizons, and whether any of them stands out from luck. */
function inFamily(target: Target, trigger: EventSet, seed: number) {
  const studies = studiesOf(target, trigger);
  const standings = judgeFamily(studies);
  const standsOut = studies.some((study, i) => verdictCode(study, standings[i], seed) === STANDS_OUT);
  return {
    'family headline': Math.min(...standings.map((standing) => standing?.adjusted.up ?? 1)),
    'family stands out': standsOut ? 1 : 0,
  };
}

/** The target with a log gain spread evenly over the horizon after each event; a day within two horizons has it once. */
export function plant({ outcomes, instances }: Study, gain: number, horizon: number): Target {
  const { target, periods } = outcomes;
  const isAfter = new Uint8Array(target.values.length);
  for (const index of instances) {
    const entry = periods.entry[index] as number;
    isAfter.fill(1, entry + 1, entry + 1 + horizon);
  }
  return priced(
    target.values.subarray(1).map((value, i) => Math.log(value / (target.values[i] as number)) + (isAfter[i + 1] ? gain / horizon : 0)),
  );
}
