import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import type { EventSet } from '../../series/curve.ts';
import type { Outcomes } from '../event-study/outcome.ts';
import { whyNoComparison } from '../inference/no-comparison.ts';
import { type ScanBatch, scanCircle, type TriggerEvents } from './scan-batch.ts';

/** What a scan asks of every hypothesis. */
export interface ScanTerms {
  /** 1 for an effect upwards, −1 for one downwards. */
  readonly sign: 1 | -1;
  /** Hypotheses with fewer clusters of instances are not tested. */
  readonly fewestClusters: number;
}

/** The hypotheses of some triggers on one calendar with one outcome. */
export interface BatchedTriggers {
  readonly batches: readonly ScanBatch[];
  /** Of each hypothesis, in the order of the batches: its trigger, by number. */
  readonly triggers: Int32Array;
  /** Its clusters of instances. */
  readonly clusters: Int32Array;
  /** Triggers that cannot be tested with this outcome, and why. */
  readonly refused: readonly { readonly trigger: number; readonly why: Insufficient }[];
}

/** Events of triggers on one calendar, with what their circles begin with. */
export interface CalendarEvents extends TriggerEvents {
  /** The calendar's dates, days since 1970-01-01. */
  readonly dates: Int32Array;
  /** Index of the first date on which each trigger could fire. */
  readonly warmups: Int32Array;
}

/** The events of triggers on one calendar, one trigger after another; each is looked at once and may be made as it is asked for. */
export function triggerEvents(triggers: Iterable<Pick<EventSet, 'dates' | 'on' | 'warmup'>>): CalendarEvents {
  const parts: Int32Array[] = [];
  const warmups: number[] = [];
  let dates = new Int32Array() as EventSet['dates'];
  for (const trigger of triggers) {
    parts.push(indicesOf(trigger.on));
    warmups.push(trigger.warmup);
    dates = trigger.dates;
  }
  return { ...joinedEvents(parts), dates, warmups: Int32Array.from(warmups) };
}

/** Indices of the dates on which a trigger fires. */
export function indicesOf(on: Uint8Array): Int32Array {
  let count = 0;
  for (let i = 0; i < on.length; i++) if (on[i]) count++;
  const indices = new Int32Array(count);
  for (let i = 0, at = 0; i < on.length; i++) if (on[i]) indices[at++] = i;
  return indices;
}

/** Events of several triggers as one array after another. */
export function joinedEvents(parts: readonly Int32Array[]): TriggerEvents {
  const offsets = new Int32Array(parts.length + 1);
  parts.forEach(({ length }, t) => {
    offsets[t + 1] = (offsets[t] as number) + length;
  });
  const indices = new Int32Array(offsets.at(-1) as number);
  parts.forEach((part, t) => {
    indices.set(part, offsets[t]);
  });
  return { offsets, indices };
}

/**
 * Puts the studies of triggers on one calendar with one outcome on their circles: each trigger on the admissible dates of its own study, those
 * with the same first date together.
 *
 * @param events - Of triggers with the same instants of knowledge.
 * @param outcomes - Read at those instants.
 * @param chosen - Which triggers, by number.
 * @remarks Missing values: as `runStudy`; a date whose outcome is missing or pending is not admissible.
 */
export function batchTriggers(
  events: CalendarEvents,
  { outcomes, chosen, terms }: { readonly outcomes: Outcomes; readonly chosen: Int32Array; readonly terms: ScanTerms },
): BatchedTriggers {
  const admissible = admissibleIndices(outcomes);
  const places = placesAmong(admissible, outcomes.values.length);
  // One room for the instances of every trigger in turn.
  const instances = new Int32Array(admissible.length);
  const refused: { trigger: number; why: Insufficient }[] = [];
  const groups = new Map<number, Group>();
  for (const trigger of chosen) {
    const first = firstFrom(admissible, events.warmups[trigger] as number);
    const group = groups.get(first) ?? groupFrom(first, admissible, outcomes);
    groups.set(first, group);
    const count = findInstances(events, trigger, { places, first, into: instances });
    const tested = clustersOf({ instances, count }, outcomes, { group, fewest: terms.fewestClusters });
    if (typeof tested !== 'number') refused.push({ trigger, why: tested });
    else group.members.push({ trigger, clusters: tested });
  }
  const filled = [...groups.values()].filter(({ members }) => members.length > 0).sort((a, b) => a.first - b.first);
  const { dates: calendar } = events;
  return {
    batches: filled.map(({ indices, values, members }) => {
      const dates = new Int32Array(indices.length);
      for (let place = 0; place < indices.length; place++) dates[place] = calendar[indices[place] as number] as number;
      const circle = scanCircle(dates, values, { indices, calendarLength: calendar.length, sign: terms.sign });
      return { circle, events, triggers: Int32Array.from(members, ({ trigger }) => trigger) };
    }),
    triggers: Int32Array.from(filled.flatMap(({ members }) => members.map(({ trigger }) => trigger))),
    clusters: Int32Array.from(filled.flatMap(({ members }) => members.map(({ clusters }) => clusters))),
    refused,
  };
}

/** Indices of the dates whose outcome is complete, ascending. */
function admissibleIndices({ periods, values }: Outcomes): Int32Array {
  const kept = new Int32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (periods.complete[i] && Number.isFinite(values[i])) kept[count++] = i;
  return kept.subarray(0, count);
}

/** Place of the first index that is not below `least`. */
function firstFrom(ascending: Int32Array, least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Place of each date of a calendar among the admissible ones; −1 for the others. */
function placesAmong(admissible: Int32Array, length: number): Int32Array {
  const places = new Int32Array(length).fill(-1);
  for (let place = 0; place < admissible.length; place++) places[admissible[place] as number] = place;
  return places;
}

/** Puts the events of a trigger on admissible dates from the first one on into a room of its caller; returns how many there are. */
function findInstances(
  { indices, offsets }: TriggerEvents,
  trigger: number,
  { places, first, into }: { readonly places: Int32Array; readonly first: number; readonly into: Int32Array },
): number {
  let count = 0;
  for (let i = offsets[trigger] as number; i < (offsets[trigger + 1] as number); i++) {
    const index = indices[i] as number;
    if ((places[index] as number) >= first) into[count++] = index;
  }
  return count;
}

/** Hypotheses on the admissible dates from one of them on. */
interface Group {
  readonly first: number;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** Why nothing on these dates can be compared, were there events. */
  readonly why: Insufficient | undefined;
  readonly members: { readonly trigger: number; readonly clusters: number }[];
}

function groupFrom(first: number, admissible: Int32Array, outcomes: Outcomes): Group {
  const indices = admissible.subarray(first);
  const values = new Float64Array(indices.length);
  for (let place = 0; place < indices.length; place++) values[place] = outcomes.values[indices[place] as number] as number;
  return { first, indices, values, why: whyNoComparison(values, Int32Array.of(0)), members: [] };
}

interface Instances {
  readonly instances: Int32Array;
  /** Only so many of them count. */
  readonly count: number;
}

/** The clusters of a trigger's instances, or why it cannot be tested. */
function clustersOf(
  of: Instances,
  outcomes: Outcomes,
  { group: { values, why }, fewest }: { readonly group: Group; readonly fewest: number },
): number | Insufficient {
  const isComparable = of.count > 0 && of.count < values.length;
  const fault = isComparable ? why : whyNoComparison(values, of.instances.subarray(0, of.count));
  if (fault) return fault;
  const clusters = countClusters(of, outcomes);
  return clusters < fewest ? insufficient('too few clusters of events', fewest, clusters) : clusters;
}

/** As `clusterNumbers`, for the last number alone. */
function countClusters({ instances, count }: Instances, { periods: { entry, due }, target: { dates } }: Outcomes): number {
  let clusters = 0;
  let reach = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const index = instances[i] as number;
    if ((dates[entry[index] as number] as number) > reach) clusters++;
    reach = Math.max(reach, due[index] as number);
  }
  return clusters;
}
