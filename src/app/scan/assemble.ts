import { weighed } from '../../core/claims/withholding.ts';
import { shiftedMeans } from '../../core/methods/inference/shift.ts';
import { placesOf, type ScanBatch, type ScanCircle, SHIFTS, type ShiftName } from '../../core/methods/scan/scan-batch.ts';
import {
  type HypothesisPlace,
  type RowOf,
  type ScanColumns,
  type ScanFamily,
  type ScanSum,
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
  /** Number of its batch in its block. */
  readonly batch: number;
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
  for (const [number, batch] of batches.entries()) {
    const count = batch.triggers.length;
    if (place < first + count) {
      return { batch: number, circle: batch.circle, places: placesOf(batch, batch.triggers[place - first] as number) };
    }
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
    let place = 0;
    of.batches.forEach((count, batch) => {
      const n = of.dates[batch] as number;
      for (let i = 0; i < count; i++, place++, at++) {
        columns.block[at] = block;
        columns.place[at] = place;
        columns.trigger[at] = triggers[place] as number;
        columns.outcome[at] = outcome;
        columns.clusters[at] = clusters[place] as number;
        columns.sizes[at] = of.sizes[place] as number;
        columns.dates[at] = n;
        observed[at] = plan.terms.sign * (of.observed[place] as number) + 0;
        base[at] = plan.terms.sign * (of.plain.means[batch] as number) + 0;
        z[at] = Math.min(of.plain.z[place] as number, of.centred.z[place] as number);
        p[at] = Math.max((of.plain.reached[place] as number) / n, (of.centred.reached[place] as number) / n);
        adjusted[at] = weighed(family.adjusted[block]?.[place] as number, clusters[place] as number);
      }
    });
  });
  return { ...columns, observed, base, z, p, adjusted, family };
}

/** Standardised shifts of the hypotheses that are stepped down, made anew. */
function rowFinder(plan: ScanPlan, { blocks }: ScanSum): RowOf {
  const leftOut = Array.from(blocks, ([block, columns]) =>
    SHIFTS.flatMap((shift) => Array.from(columns[shift].leftOut, (place) => ({ block, place }))),
  );
  const find = findHypotheses(plan, leftOut.flat());
  return ({ block, place }, shift: ShiftName) =>
    standardisedRow(find({ block, place }), { shift, place, columns: (blocks.get(block) as ScanColumns)[shift] });
}

/** Z_k of a hypothesis that its block left out, by the mean and deviation that the block had of it. */
function standardisedRow(
  { circle, places, batch }: PlacedHypothesis,
  { shift, place, columns }: { readonly shift: ShiftName; readonly place: number; readonly columns: ScanColumns[ShiftName] },
): Float64Array {
  const centre = columns.means[batch] as number;
  const deviation = columns.deviations[columns.leftOut.indexOf(place)] as number;
  return shiftedMeans(circle[shift], places).map((value) => (deviation > 0 ? (value - centre) / deviation : 0));
}
