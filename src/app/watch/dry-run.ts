import { createHash } from 'node:crypto';
import type { DryRun } from '../../contract/alerts.ts';
import { formatCount, formatDate } from '../../contract/format.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import { print } from '../../core/language/print.ts';
import { asOf } from '../../core/series/panel.ts';
import { step, type Transition, unwatched } from '../../core/watch/alert-state.ts';
import { readingsOf } from '../../core/watch/readings.ts';
import { environmentAt, type Panel } from '../panel.ts';
import { isoInstant } from './notice.ts';
import type { WatchedRule } from './rules.ts';

export interface DryRunSpan {
  readonly from: EpochDay | undefined;
  readonly to: EpochDay | undefined;
  /** Nothing that became known later is used, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

const MOST_POINTS = 600;

/**
 * When a rule would have fired: the same machine as the watch, over every reading as it was known then.
 *
 * @remarks Late dates are known by their instants of release; that a value reached this store later than that, the past does not tell.
 */
export function dryRun({ rule, checked, policy }: WatchedRule & { checked: Checked }, panel: Panel, { from, to, now }: DryRunSpan): DryRun {
  const series = [...panel.series.values()];
  const all = readingsOf(checked, (instant) => environmentAt(panel, instant), { series, since: Number.MIN_SAFE_INTEGER, until: now });
  const readings = all.filter(({ date }) => date >= (from ?? date) && date <= (to ?? date));
  const transitions: Transition[] = [];
  let state = unwatched();
  for (const { date, at, holds, value } of readings) {
    const taken = step(
      state,
      { outcome: holds ? 'holds' : 'not', at, date, reading: Number.isNaN(value) ? null : value, detail: null },
      policy,
    );
    state = taken.state;
    transitions.push(...taken.transitions);
  }
  const today = evaluateTrigger(checked, environmentAt(panel, now));
  const valueToday = new Map(Array.from(today.dates, (date, i) => [date, today.values[i] as number]));
  const episodes = episodesOf(transitions).map((episode) => ({
    ...episode,
    readingToday: finiteOrNull(valueToday.get(episode.date)),
    dataVersion: versionAt(panel, episode.at),
  }));
  const dates = readings.map(({ date }) => date).sort((a, b) => a - b);
  return {
    ...{ rule: rule.id, title: rule.title, expression: print(checked.node), needs: [] },
    ...{
      from: dateOrNull(dates[0]),
      to: dateOrNull(dates.at(-1)),
      readings: readings.length,
      held: readings.filter(({ holds }) => holds).length,
    },
    episodes: episodes.map(({ date, at, ...episode }) => ({ ...episode, firedOn: formatCivilDate(date), knownAt: isoInstant(at) })),
    points: pointsOf(today, { from, to, fired: new Set(episodes.map(({ date }) => date)) }),
    sentence: sentenceOf(episodes.length, dates),
  };
}

function episodesOf(transitions: readonly Transition[]) {
  return transitions
    .filter(({ kind }) => kind === 'firing')
    .map(({ date, at, reading, isLate }) => {
      const end = transitions.find((one) => one.kind === 'resolved' && one.episode === date && one.isLate === isLate);
      return { date, at, reading, isLate, resolvedOn: end ? formatCivilDate(end.date) : null };
    });
}

/** A name for the values that were known at an instant. */
function versionAt({ series }: Panel, instant: number): string {
  const hash = createHash('sha256');
  for (const id of [...series.keys()].sort()) {
    const { dates, values } = asOf(series.get(id) as Parameters<typeof asOf>[0], instant);
    hash.update(`${id}:${dates.length}:`).update(new Uint8Array(dates.slice().buffer)).update(new Uint8Array(values.slice().buffer));
  }
  return hash.digest('hex').slice(0, 12);
}

function pointsOf(
  { dates, values }: { readonly dates: Int32Array; readonly values: Float64Array },
  { from, to, fired }: Pick<DryRunSpan, 'from' | 'to'> & { readonly fired: ReadonlySet<EpochDay> },
): DryRun['points'] {
  const shown = Array.from(dates.keys()).filter((i) => {
    const date = dates[i] as number;
    return date >= (from ?? date) && date <= (to ?? date) && Number.isFinite(values[i]);
  });
  const every = Math.max(1, Math.ceil(shown.length / MOST_POINTS));
  return shown
    .filter((i, k) => (shown.length - 1 - k) % every === 0 || fired.has(dates[i] as number))
    .map((i) => ({ date: formatCivilDate(dates[i] as number), value: values[i] as number }));
}

function sentenceOf(episodes: number, dates: readonly EpochDay[]): string {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return 'There is no date in this time on which it could be read.';
  const span = `from ${formatDate(formatCivilDate(first))} to ${formatDate(formatCivilDate(last))}`;
  return `It would have fired ${formatCount(episodes, 'time')} ${span}, each time on what was known then.`;
}

const dateOrNull = (day: EpochDay | undefined): string | null => (day === undefined ? null : formatCivilDate(day));
const finiteOrNull = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);
