import type { CrossCheck } from '../../contract/cross-checks.ts';
import { automaticBlockLength } from '../../core/methods/bootstrap/block-length.ts';
import { pathTest } from '../../core/methods/event-study/path-test.ts';
import type { Study } from '../../core/methods/event-study/study.ts';
import { bootstrapPaths, type PathResampling, placeboPaths } from '../../core/methods/path-resampling/path-resampling.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';
import { median } from '../../core/numerics/quantile.ts';
import type { JudgedStudy } from '../family.ts';
import { type Found, row } from './row.ts';

/** The whole path after the events, so that no horizon is picked afterwards: by exact shifts, random dates, and resampled targets. */
export function pathChecks(judged: JudgedStudy): CrossCheck[] {
  const { study } = judged;
  if (!study.shifts || study.outcomes.before === null) return [];
  return [shiftedPaths(judged), ...resampledPaths(judged)];
}

const NAMING = { group: 'path', measure: 'days' } as const;

function shiftedPaths({ study, question: { direction } }: JudgedStudy): CrossCheck {
  const naming = {
    ...NAMING,
    name: 'whole path (sup-t)',
    asks: 'Does the path leave what luck does on any day up to the horizon, all days counted?',
    page: 'path-test',
  };
  return row(naming, pathTest(study), ({ furthest, p, draws }) => ({
    value: furthest[direction],
    p: p[direction],
    observations: study.instances.length,
    draws,
    note: 'The day is the one on which the path stands furthest out.',
  }));
}

function resampledPaths({ study, question: { direction, seed } }: JudgedStudy): CrossCheck[] {
  const paths = pathsOf(study);
  const page = 'path-resampling';
  const found = ({ p, draws, observations }: PathResampling): Found => ({ value: null, p: p[direction], observations, draws });
  return [
    row(
      { ...NAMING, describes: true, name: 'whole path, random dates', asks: 'The same against dates drawn at random.', page },
      isInsufficient(paths) ? paths : placeboPaths(paths.logReturns, paths.events, { ...paths, seed }),
      (result) => ({ ...found(result), note: 'Too small where the events crowd, since random dates do not.' }),
    ),
    row(
      { ...NAMING, name: 'whole path, resampled target', asks: 'The same against targets made of pieces of this one.', page },
      isInsufficient(paths) ? paths : bootstrapped(paths, seed),
      found,
    ),
  ];
}

function bootstrapped({ logReturns, events, days }: Paths, seed: number): PathResampling | Insufficient {
  const block = automaticBlockLength(logReturns);
  return isInsufficient(block) ? block : bootstrapPaths(logReturns, events, { days, seed, meanBlockLength: block.stationary });
}

interface Paths {
  readonly logReturns: Float64Array;
  /** Places of the entry closes, each once, in order. */
  readonly events: Int32Array;
  readonly admissible: Int32Array;
  /** Length of a path in observations of the target. */
  readonly days: number;
}

function pathsOf({ circle, instances, outcomes: { target, periods } }: Study): Paths | Insufficient {
  const { values } = target;
  if (values.some((value) => !(value > 0))) return insufficient('the target is not above zero throughout', 1, 0);
  const lengths = Float64Array.from(circle.indices, (i) => (periods.exit[i] as number) - (periods.entry[i] as number));
  const days = Math.max(1, Math.round(median(lengths)));
  const entries = (indices: Int32Array) =>
    Int32Array.from(new Set(Array.from(indices, (i) => periods.entry[i] as number))).filter((entry) => entry + days < values.length);
  const events = entries(instances);
  if (events.length === 0) return insufficient('no event has its whole path', 1, 0);
  const logReturns = values.subarray(1).map((value, i) => Math.log(value / (values[i] as number)));
  return { logReturns, events, admissible: entries(circle.indices), days };
}
