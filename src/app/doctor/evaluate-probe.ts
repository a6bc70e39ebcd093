import type { OutcomeKind } from '../../contract/outcome-kind.ts';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { nextCloseDate } from '../../core/calendar/schedule.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateSeries, evaluateTrigger } from '../../core/language/evaluate.ts';
import { evaluateOutcome } from '../../core/language/evaluate-outcome.ts';
import type { Outcomes } from '../../core/methods/event-study/outcome.ts';
import type { Curve, EventSet } from '../../core/series/curve.ts';
import { environmentAsOf, type Panel } from '../panel.ts';
import type { Probe } from './probes.ts';

/** What became of one event under one outcome. */
export interface InstanceReading {
  readonly outcome: string;
  readonly kind: OutcomeKind;
  readonly eventDate: EpochDay;
  /** The date on which the calendar schedules the entry, in the data or not. */
  readonly entryDue: EpochDay | null;
  readonly entryDate: EpochDay | null;
  readonly exitDate: EpochDay | null;
  /** Entry date + horizon. */
  readonly dueDate: EpochDay | null;
  /** A simple return, a log difference, 0 or 1, days; null without entry. */
  readonly value: number | null;
  /** The outcome's first series. */
  readonly target: string;
}

/** What a probe gives. */
export interface ProbeReading {
  /** Dates of the events; empty for a series. */
  readonly events: readonly EpochDay[];
  readonly instances: readonly InstanceReading[];
  /** The values of a series, or 0 and 1 of a condition, by date. */
  readonly values: ReadonlyMap<EpochDay, number>;
}

/** Evaluates a probe over a panel as of a date: events and instances, nothing of statistics. */
export function evaluateProbe(probe: Probe, panel: Panel, asOf: EpochDay): ProbeReading {
  const environment = environmentAsOf(panel, asOf);
  if (probe.kind === 'series') return { events: [], instances: [], values: valuesOf(evaluateSeries(probe.series, environment)) };
  if (probe.kind === 'condition') {
    const { dates, on, warmup } = evaluateTrigger(probe.trigger, environment);
    return { events: [], instances: [], values: new Map(Array.from(dates.subarray(warmup), (day, i) => [day, on[warmup + i] as number])) };
  }
  const home = probe.home ? evaluateSeries(probe.home, environment) : undefined;
  const readers = probe.outcomes.map((outcome) => ({ outcome, reader: evaluateOutcome(outcome, environment) }));
  const fired = (on?: Curve) => evaluateTrigger(probe.trigger, environmentAsOf(panel, asOf, on));
  const instances = readers.flatMap(({ outcome, reader }) => {
    const trigger = fired(reader.target);
    return instancesOf(trigger, { outcome, read: reader.read(trigger.knownAt) });
  });
  return { events: eventDates(fired(readers[0]?.reader.target ?? home)), instances, values: new Map() };
}

function valuesOf({ dates, values, warmup }: Curve): ReadonlyMap<EpochDay, number> {
  const found = new Map<EpochDay, number>();
  for (let i = warmup; i < dates.length; i++) if (Number.isFinite(values[i])) found.set(dates[i] as number, values[i] as number);
  return found;
}

const indicesOf = ({ on }: EventSet): number[] => Array.from(on.keys()).filter((i) => on[i] === 1);

const eventDates = (set: EventSet): EpochDay[] => indicesOf(set).map((i) => set.dates[i] as number);

function instancesOf(
  trigger: EventSet,
  { outcome, read: { kind, target, periods, values } }: { outcome: Checked; read: Outcomes },
): InstanceReading[] {
  return indicesOf(trigger).map((i) => {
    const [entry, exit, due, value] = [periods.entry[i], periods.exit[i], periods.due[i], values[i]] as [number, number, number, number];
    const has = entry >= 0;
    return {
      outcome: outcome.text,
      kind,
      eventDate: trigger.dates[i] as number,
      entryDue: nextCloseDate(target.schedule, trigger.knownAt[i] as number) ?? null,
      entryDate: has ? (target.dates[entry] as number) : null,
      exitDate: has ? (target.dates[exit] as number) : null,
      dueDate: has && due >= 0 ? due : null,
      value: has && Number.isFinite(value) ? (kind === 'return' ? Math.expm1(value) : value) : null,
      target: outcome.series[0] as string,
    };
  });
}
