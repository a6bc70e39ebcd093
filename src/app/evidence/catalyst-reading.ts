import type { CatalystReading } from '../../contract/evidence.ts';
import { formatCount, formatDate } from '../../contract/format.ts';
import type { Catalyst } from '../../contract/indicators.ts';
import { type EpochDay, formatCivilDate, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import type { Evidential } from './indicator-reading.ts';

/** A catalyst as it stood at the end of a date: only steps, dates and deadlines that were known then. */
export function readCatalyst(catalyst: Catalyst, evidential: Evidential): CatalystReading {
  const { id, title, why, reasonBy, claims } = catalyst;
  const { asOf } = evidential;
  const steps = catalyst.steps.filter(({ date }) => dayOf(date) <= asOf);
  const last = steps.at(-1);
  const fired = happened(catalyst, evidential);
  const done = last?.isLast ? last.date : fired.on;
  const step = last ? `${last.step} on ${formatDate(last.date)}` : null;
  const base = { id, title, why, reasonBy, claims, step, needs: fired.needs };
  if (done !== null)
    return { ...base, status: 'happened', date: done, days: dayOf(done) - asOf, sentence: `happened on ${formatDate(done)}` };
  const next = nextDate(catalyst, asOf);
  const date = next === undefined ? null : formatCivilDate(next);
  const status = next !== undefined && next < asOf ? 'overdue' : 'ahead';
  const days = next === undefined ? null : next - asOf;
  return { ...base, status, date, days, sentence: sentenceOf({ date, days, step, deadline: catalyst.deadline }) };
}

/** The next date that was known, or the deadline that had been said. */
function nextDate({ dates, deadline, saidOn }: Catalyst, asOf: EpochDay): EpochDay | undefined {
  const ahead = dates.filter(({ date, knownBy }) => dayOf(knownBy) <= asOf && dayOf(date) >= asOf).map(({ date }) => dayOf(date));
  if (ahead.length > 0) return Math.min(...ahead);
  return deadline !== undefined && (saidOn === undefined || dayOf(saidOn) <= asOf) ? dayOf(deadline) : undefined;
}

/** When its condition first held, as known then, and what it would take to tell. */
function happened({ happenedWhen }: Catalyst, { panel, known, asOf }: Evidential): { on: string | null; needs: string[] } {
  if (happenedWhen === undefined) return { on: null, needs: [] };
  const condition = readExpression(happenedWhen, 'trigger');
  const needs = missingSeries([condition], known);
  if (needs.length > 0) return { on: null, needs };
  const { dates, on } = evaluateTrigger(condition, environmentAsOf(panel, asOf));
  const first = on.indexOf(1);
  return { on: first < 0 ? null : formatCivilDate(dates[first] as number), needs: [] };
}

function sentenceOf({ date, days, step, deadline }: Pick<CatalystReading, 'date' | 'days' | 'step'> & Pick<Catalyst, 'deadline'>): string {
  const so = step === null ? '' : `; so far ${step}`;
  if (date === null || days === null) return `no date is known${so}`;
  const was = deadline === date ? 'expected by' : 'on';
  if (days < 0) return `was ${was} ${formatDate(date)}, and nothing here says that it happened${so}`;
  return `${was} ${formatDate(date)}, ${days === 0 ? 'today' : `in ${formatCount(days, 'day')}`}${so}`;
}

const dayOf = (iso: string): EpochDay => parseCivilDate(iso) as EpochDay;
