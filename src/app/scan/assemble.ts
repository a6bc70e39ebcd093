import { weighed } from '../../core/claims/withholding.ts';
import { shiftedMeans } from '../../core/methods/inference/shift.ts';
import { placesOf, type ScanBatch, type ScanCircle, SHIFTS, type ShiftName } from '../../core/methods/scan/scan-batch.ts';
import {
  type HypothesisPlace,
  type RowOf,
  type ScanColumns,
  type ScanFamily,
  type ScanSum,
  standardisedObserved,
  stepDownScan,
} from '../../core/methods/scan/step-down-scan.ts';
import type { ScanPlan } from './plan.ts';

/** All hypotheses of a scan with their standing; parallel arrays, block by block. */
export interface AssembledScan {
  readonly block: Int32Array;
  readonly place: Int32Array;
  /** Number of the trigger and of the outcome. */
  readonly trigger: Int32Array;
  readonly outcome: Int32Array;
  readonly clusters: Int32Array;
  readonly sizes: Int32Array;
  readonly dates: Int32Array;
  /** S_0, with the sign of the outcome itself. */
  readonly observed: Float64Array;
  readonly base: Float64Array;
  /** The smaller standardised S_0 of the two shifts, positive for the direction asked. */
  readonly z: Float64Array;
  /** The larger p of the two shifts, alone. */
  readonly p: Float64Array;
  /** Family-wise; counts twice for few clusters. */
  readonly adjusted: Float64Array;
  readonly family: ScanFamily;
}

/** A hypothesis on its circle. */
export interface PlacedHypothesis {
  readonly circle: ScanCircle;
  readonly places: Int32Array;
}

/** Finds some hypotheses of a plan on their circles again, each block made once. */
export function findHypotheses(plan: ScanPlan, wanted: readonly HypothesisPlace[]): (of: HypothesisPlace) => PlacedHypothesis {
  const found = new Map<string, PlacedHypothesis>();
  const key = ({ block, place }: HypothesisPlace) => `${block} ${place}`;
  for (const [block, own] of Map.groupBy(wanted, ({ block }) => block)) {
    const { batches } = plan.batch(block);
    for (const { place } of own) found.set(key({ block, place }), hypothesisAt(batches, place));
  }
  return (of) => found.get(key(of)) as PlacedHypothesis;
}

function hypothesisAt(batches: readonly ScanBatch[], place: number): PlacedHypothesis {
  let first = 0;
  for (const batch of batches) {
    const count = batch.triggers.length;
    if (place < first + count) return { circle: batch.circle, places: placesOf(batch, batch.triggers[place - first] as number) };
    first += count;
  }
  throw new Error(`a block of the scan has no hypothesis ${place}`);
}

/** The standing of every hypothesis of a whole scan. */
export function assembleScan(plan: ScanPlan, sum: ScanSum): AssembledScan {
  const family = stepDownScan(sum, rowFinder(plan, sum));
  const total = plan.members.reduce((all, { triggers }) => all + triggers.length, 0);
  const whole = () => new Int32Array(total);
  const columns = { block: whole(), place: whole(), trigger: whole(), outcome: whole(), clusters: whole(), sizes: whole(), dates: whole() };
  const [observed, base, z, p, adjusted] = Array.from({ length: 5 }, () => new Float64Array(total)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let at = 0;
  plan.members.forEach(({ triggers, clusters }, block) => {
    const of = sum.blocks.get(block) as ScanColumns;
    const outcome = plan.blocks[block]?.outcome as number;
    for (let place = 0; place < triggers.length; place++, at++) {
      const n = of.dates[place] as number;
      columns.block[at] = block;
      columns.place[at] = place;
      columns.trigger[at] = triggers[place] as number;
      columns.outcome[at] = outcome;
      columns.clusters[at] = clusters[place] as number;
      columns.sizes[at] = of.sizes[place] as number;
      columns.dates[at] = n;
      observed[at] = plan.terms.sign * (of.plain.observed[place] as number) + 0;
      base[at] = plan.terms.sign * (of.plain.mean[place] as number) + 0;
      z[at] = Math.min(standardisedObserved(of.plain, place), standardisedObserved(of.centred, place));
      p[at] = Math.max((of.plain.reached[place] as number) / n, (of.centred.reached[place] as number) / n);
      adjusted[at] = weighed(family.adjusted[block]?.[place] as number, clusters[place] as number);
    }
  });
  return { ...columns, observed, base, z, p, adjusted, family };
}

/** Standardised shifts of the hypotheses that are stepped down, made anew. */
function rowFinder(plan: ScanPlan, { blocks }: ScanSum): RowOf {
  const leftOut = Array.from(blocks, ([block, columns]) =>
    SHIFTS.flatMap((shift) => Array.from(columns[shift].leftOut, (place) => ({ block, place }))),
  );
  const find = findHypotheses(plan, leftOut.flat());
  return ({ block, place }, shift: ShiftName) => {
    const { circle, places } = find({ block, place });
    const columns = (blocks.get(block) as ScanColumns)[shift];
    const deviation = columns.deviation[place] as number;
    const centre = columns.mean[place] as number;
    const means = shiftedMeans(circle[shift], places);
    return means.map((value) => (deviation > 0 ? (value - centre) / deviation : 0));
  };
}
