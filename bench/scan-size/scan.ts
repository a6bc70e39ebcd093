import type { Outcomes } from '../../src/core/methods/event-study/outcome.ts';
import { shiftedMeans } from '../../src/core/methods/inference/shift.ts';
import { batchTriggers, triggerEvents } from '../../src/core/methods/scan/batch-triggers.ts';
import { placesOf, type ScanBatch, type ShiftName } from '../../src/core/methods/scan/scan-batch.ts';
import { type ScanPartial, scanBlock } from '../../src/core/methods/scan/scan-block.ts';
import { simdKernel } from '../../src/core/methods/scan/simd-kernel.ts';
import { addPartial, emptySum, type HypothesisPlace, type ScanFamily, stepDownScan } from '../../src/core/methods/scan/step-down-scan.ts';
import { mean, populationDeviation } from '../../src/core/numerics/moments.ts';
import { DAYS } from './calendars.ts';
import { HORIZONS } from './cells.ts';
import { outcomesOf, type ScanWorld, type WorldTarget } from './worlds.ts';

/** Clusters of events that a hypothesis must have to be tested. */
const FEWEST_CLUSTERS = 3;
/** Hypotheses of each target that are stepped down one by one. */
const BEST = 5;

/** A hypothesis as it stands in the world. */
export interface Hypothesis {
  readonly batch: ScanBatch;
  readonly trigger: number;
  readonly clusters: number;
  readonly horizon: number;
  readonly outcomes: Outcomes;
  /** The trigger's calendar. */
  readonly calendar: Int32Array;
}

/** All hypotheses with one target: a block of the scan. */
export interface TargetScan {
  readonly partial: ScanPartial;
  readonly hypotheses: readonly Hypothesis[];
}

const kernel = simdKernel();

/** Dates of the circle of a hypothesis. */
export const datesOf = ({ calendar, batch }: Hypothesis): Int32Array => calendar.filter((_, i) => (batch.circle.placeOf[i] as number) >= 0);

/** Scans one target of a world with all triggers over all horizons. */
export function scanTarget({ triggers, targets }: ScanWorld, target: number): TargetScan {
  const read = outcomesOf(targets[target] as WorldTarget);
  const parts = triggers.flatMap((own) => {
    const { knownAt, dates } = own[0] as (typeof own)[number];
    const events = triggerEvents(own);
    const chosen = Int32Array.from(own.keys());
    return HORIZONS.map((horizon) => {
      const outcomes = read(knownAt, horizon);
      const batched = batchTriggers(events, { outcomes, chosen, terms: { sign: 1, fewestClusters: FEWEST_CLUSTERS } });
      return { batched, outcomes, horizon, dates };
    });
  });
  const batches = parts.flatMap(({ batched }) => batched.batches);
  const partial = scanBlock({ batches, draws: DAYS.length, best: BEST }, kernel);
  const hypotheses = parts.flatMap(({ batched, outcomes, horizon, dates }) => {
    let at = 0;
    return batched.batches.flatMap((batch) => {
      return Array.from(batch.triggers, (trigger) => ({
        ...{ batch, trigger, horizon, outcomes, calendar: dates },
        clusters: batched.clusters[at++] as number,
      }));
    });
  });
  return { partial, hypotheses };
}

/** Scans all targets of a world. */
export const scanAll = (world: ScanWorld): TargetScan[] => world.targets.map((_, target) => scanTarget(world, target));

/** All targets of a world as one family. */
export function familyOf(scans: readonly TargetScan[]): ScanFamily {
  const rowOf = ({ block, place }: HypothesisPlace, shift: ShiftName) =>
    standardisedRow(scans[block]?.hypotheses[place] as Hypothesis, shift);
  const [first] = scans as readonly [TargetScan];
  const empty = emptySum(first.partial.plain.maxima.length);
  const sum = scans.reduce((whole, { partial }, block) => addPartial(whole, block, partial), empty);
  return stepDownScan(sum, rowOf);
}

function standardisedRow({ batch, trigger }: Hypothesis, shift: ShiftName): Float64Array {
  const means = shiftedMeans(batch.circle[shift], placesOf(batch, trigger));
  const [centre, deviation] = [mean(means), populationDeviation(means)];
  return means.map((value) => (deviation > 1e-12 ? (value - centre) / deviation : 0));
}
