import type { IndicatorReading, Standing as StandingShape } from '../../contract/evidence.ts';
import { formatDate } from '../../contract/format.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { type Standing, standingOn } from '../../core/evidence/standing.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateSeries } from '../../core/language/evaluate.ts';
import { ageOfReading, seriesAsOf } from '../age.ts';
import { environmentAsOf, missingSeries, type Panel, readExpression } from '../panel.ts';
import type { LoadedEvidence } from './load-evidence.ts';

/** What the readings of indicators are made from. */
export interface Evidential extends LoadedEvidence {
  readonly asOf: EpochDay;
  /** The instant to which ages are counted, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
}

const FOUR_WEEKS = 28;

/** The expression of an indicator that the data hold: the first of its own whose series are all there; undefined where none is. */
export const readable = ({ value }: Indicator, known: readonly string[]): Checked | undefined =>
  value.map((text) => readExpression(text, 'series')).find((checked) => missingSeries([checked], known).length === 0);

/** An indicator as it read, and its place among its own past, turned so that high speaks for the thesis; undefined where it has none. */
export interface Placed {
  readonly reading: IndicatorReading;
  readonly place: number | undefined;
}

/** An indicator whose past has fewer values has no place among them yet. */
export const PAST = 30;

/** An indicator as it read at the end of a date, from what was known then alone. */
export function readIndicator(indicator: Indicator, { panel, known, faults, asOf, at }: Evidential): Placed {
  const { id, group, title, value, unit, speaks, why, reasonBy, claims } = indicator;
  const checked = readable(indicator, known);
  const first = checked ?? readExpression(value[0] as string, 'series');
  const base = {
    ...{ id, group, title, expression: checked?.text ?? (value[0] as string), unit, speaks, level: indicator.level ?? null },
    ...{ why, reasonBy, claims, note: indicator.note ?? null },
    series: sourcesOf(first, panel),
  };
  const unread = { ...base, side: 'unknown', now: null, last: null, fourWeeksAgo: null, ageDays: null } as const;
  const without = (reading: IndicatorReading): Placed => ({ reading, place: undefined });
  if (!checked) return without({ ...unread, needs: missingSeries([first], known).map((id) => faults.get(id) ?? id) });
  const now = standingAsOf(checked, panel, asOf);
  if (!now || now.isStale) return without({ ...unread, last: now ? present(now) : null, needs: endingEarly(checked, { panel, asOf }) });
  const before = standingAsOf(checked, panel, asOf - FOUR_WEEKS);
  const reading: IndicatorReading = {
    ...base,
    side: sideOf(indicator, now),
    now: present(now),
    last: null,
    fourWeeksAgo: before && !before.isStale ? present(before) : null,
    ageDays: ageOfReading(checked, now.date, { panel, asOf, at }),
    needs: [],
  };
  return { reading, place: now.observations < PAST ? undefined : towardsThesis(indicator, now.midRank) };
}

/** Where an expression stood at the end of a date, as known then. */
export const standingAsOf = (checked: Checked, panel: Panel, date: EpochDay): Standing | undefined =>
  standingOn(evaluateSeries(checked, environmentAsOf(panel, date)), date);

/** Beyond its level, or beyond the middle of its own past, on the side that speaks for the thesis; on it is not beyond. */
export function sideOf({ speaks, level }: Pick<Indicator, 'speaks' | 'level'>, { value, midRank }: Standing): 'for' | 'against' {
  const above = level === undefined ? midRank - 0.5 : value - level;
  return (speaks === 'high' ? above : -above) > 0 ? 'for' : 'against';
}

/** The place among its own past turned so that a high one speaks for the thesis. */
export const towardsThesis = ({ speaks }: Pick<Indicator, 'speaks'>, midRank: number): number =>
  speaks === 'high' ? midRank : 1 - midRank;

/** What it would take to read an expression: its series that end first. */
function endingEarly(checked: Checked, { panel, asOf }: Pick<Evidential, 'panel' | 'asOf'>): string[] {
  const ends = seriesAsOf(checked, { panel, asOf }).map(({ id, dates }) => ({ id, last: dates.at(-1) ?? Number.NEGATIVE_INFINITY }));
  const first = Math.min(...ends.map(({ last }) => last));
  return ends.filter(({ last }) => last === first).map(({ id }) => `${id} to ${formatDate(formatCivilDate(asOf))}`);
}

function sourcesOf(checked: Checked, { series }: Panel): IndicatorReading['series'] {
  return [...new Set(checked.series)].map((id) => ({ id, source: series.get(id)?.source ?? 'not held' }));
}

const present = ({ value, date, knownAt, percentile, observations }: Standing): StandingShape => ({
  ...{ value, percentile, observations },
  date: formatCivilDate(date),
  knownAt: new Date(knownAt).toISOString(),
});
