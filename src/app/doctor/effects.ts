import type { Effect } from '../../contract/doctor.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Finding } from '../../core/quality/finding.ts';
import { repaired, repairOf } from '../../core/quality/repair.ts';
import { endOfDay, asOf as knownAsOf } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import type { Panel } from '../panel.ts';
import { effectSentence } from './effect-sentence.ts';
import { evaluateProbe, type InstanceReading, type ProbeReading } from './evaluate-probe.ts';
import { expressionOf, type Probe, partsOf } from './probes.ts';

/** The claims of a pack over the data as they stand, ready to be asked what hangs on a finding. */
export interface Studies {
  /** Probes that read a series. */
  readers(id: string): readonly Probe[];
  /** What would change if a finding of a series were put right; empty where nothing would. */
  effectsOf(series: Series, finding: Finding): Effect[];
}

/** An event that goes and one that comes within so many days are one that moves. */
const MOVED_DAYS = 31;

/**
 * Prepares the probes over a panel as of a date. What stands is evaluated once for each probe that is asked for.
 *
 * @param panel - Holds every series that the probes read.
 */
export function studiesOver(probes: readonly Probe[], panel: Panel, asOf: EpochDay): Studies {
  const newest = (series: Series): Series => {
    const { versions: _, ...known } = knownAsOf(series, endOfDay(asOf));
    return known;
  };
  const standing: Panel = { ...panel, series: new Map([...panel.series].map(([id, series]) => [id, newest(series)])) };
  const before = new Map<Probe, ProbeReading>();
  const asItStands = (probe: Probe): ProbeReading => {
    const reading = before.get(probe) ?? evaluateProbe(probe, standing, asOf);
    before.set(probe, reading);
    return reading;
  };
  const readers = (id: string) => probes.filter((probe) => partsOf(probe).some(({ series }) => series.includes(id)));
  return {
    readers,
    effectsOf(series, finding) {
      if (finding.kind === 'long gap' || finding.kind === 'missing closes') {
        return readers(series.id).flatMap((probe) => effectOfGap(probe, asItStands(probe), { id: series.id, missing: finding.dates }));
      }
      const repair = repairOf(finding);
      if (!repair) return [];
      const after = new Map(standing.series).set(series.id, repaired(newest(series), repair));
      return readers(series.id).flatMap((probe) =>
        difference(probe, asItStands(probe), evaluateProbe(probe, { ...standing, series: after }, asOf)),
      );
    },
  };
}

function difference(probe: Probe, now: ProbeReading, then: ProbeReading): Effect[] {
  const gone = now.events.filter((day) => !then.events.includes(day));
  const come = then.events.filter((day) => !now.events.includes(day));
  const move = pairs(gone, come);
  const moved = new Set(move.flatMap(({ from, to }) => [from, to]));
  return effect(probe, {
    vanish: gone.filter((day) => !moved.has(day)),
    appear: come.filter((day) => !moved.has(day)),
    move,
    outcomes: changedInstances(now.instances, then.instances),
    values: countDifferences(now.values, then.values),
  });
}

/** Events that go, each with the nearest that comes. */
function pairs(gone: readonly EpochDay[], come: readonly EpochDay[]): { from: EpochDay; to: EpochDay }[] {
  const left = new Set(come);
  return gone.flatMap((from) => {
    const to = [...left].toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from))[0];
    if (to === undefined || Math.abs(to - from) > MOVED_DAYS) return [];
    left.delete(to);
    return [{ from, to }];
  });
}

interface ChangedInstance extends InstanceReading {
  readonly then: number | null;
}

/** Of the events that stay, the instances whose entry, exit or outcome is another. */
function changedInstances(now: readonly InstanceReading[], then: readonly InstanceReading[]): ChangedInstance[] {
  const key = ({ outcome, eventDate }: InstanceReading) => `${outcome} ${eventDate}`;
  const after = new Map(then.map((instance) => [key(instance), instance]));
  return now.flatMap((instance) => {
    const other = after.get(key(instance));
    if (!other) return [];
    const isSame = other.entryDate === instance.entryDate && other.exitDate === instance.exitDate && isNear(other.value, instance.value);
    return isSame ? [] : [{ ...instance, then: other.value }];
  });
}

/** Equal but for the last digits of the arithmetic. */
const isNear = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)));

function countDifferences(now: ReadonlyMap<EpochDay, number>, then: ReadonlyMap<EpochDay, number>): number {
  const dates = new Set([...now.keys(), ...then.keys()]);
  let differing = 0;
  for (const day of dates) if (!isNear(now.get(day) ?? null, then.get(day) ?? null)) differing++;
  return differing;
}

/** Instances of a target that have no entry, or leave early, because a scheduled close is not there. */
function effectOfGap(probe: Probe, now: ProbeReading, { id, missing }: { id: string; missing: Int32Array }): Effect[] {
  const isMissing = (from: EpochDay, to: EpochDay) => missing.some((day) => day >= from && day <= to);
  const hit = now.instances.filter(({ target, entryDate, entryDue, exitDate, dueDate }) => {
    if (target !== id) return false;
    if (entryDate === null) return entryDue !== null && isMissing(entryDue, entryDue);
    return exitDate !== null && dueDate !== null && exitDate < dueDate && isMissing(exitDate + 1, dueDate);
  });
  const outcomes = hit.map((instance) => ({ ...instance, then: instance.value }));
  return effect(probe, { vanish: [], appear: [], move: [], outcomes, values: 0 });
}

interface Differences {
  readonly vanish: readonly EpochDay[];
  readonly appear: readonly EpochDay[];
  readonly move: readonly { readonly from: EpochDay; readonly to: EpochDay }[];
  readonly outcomes: readonly ChangedInstance[];
  readonly values: number;
}

function effect(probe: Probe, { vanish, appear, move, outcomes, values }: Differences): Effect[] {
  if (vanish.length + appear.length + move.length + outcomes.length + values === 0) return [];
  const dated = (day: EpochDay | null) => (day === null ? null : formatCivilDate(day));
  const shown: Omit<Effect, 'sentence'> = {
    claim: probe.claim,
    expression: expressionOf(probe).text,
    vanish: vanish.map(formatCivilDate),
    appear: appear.map(formatCivilDate),
    move: move.map(({ from, to }) => ({ from: formatCivilDate(from), to: formatCivilDate(to) })),
    outcomes: outcomes.map(({ outcome, eventDate, kind, value, then, entryDate, exitDate }) => ({
      outcome,
      eventDate: formatCivilDate(eventDate),
      kind,
      now: value,
      then,
      entryDate: dated(entryDate),
      exitDate: dated(exitDate),
    })),
    values,
  };
  return [{ ...shown, sentence: effectSentence(shown, probe.kind) }];
}
