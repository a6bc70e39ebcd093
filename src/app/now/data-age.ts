import type { ClaimState } from '../../contract/state.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { asOf, endOfDay } from '../../core/series/panel.ts';
import { ageOf } from '../age.ts';
import type { ClaimContext } from '../check/claim-context.ts';
import { expressionsOf } from '../pack.ts';
import { readExpression } from '../panel.ts';

/** The oldest last value among the series that a claim reads, those that only stand in for others left out; null where it reads none. */
export function dataAge({ claim, panel, asOf: date }: ClaimContext, at: number): ClaimState['data'] {
  const ids = expressionsOf(claim)
    .filter(({ at: [, field] }) => field !== 'instead')
    .flatMap(({ text, role }) => readExpression(text, role).series);
  const ages = [...new Set(ids)].flatMap((id) => {
    const series = panel.series.get(id);
    const known = series && asOf(series, endOfDay(date));
    const last = known?.dates.at(-1);
    return known && last !== undefined ? [{ series: id, last, ageDays: ageOf(known, at) }] : [];
  });
  ages.sort((a, b) => b.ageDays - a.ageDays || a.last - b.last);
  const [oldest] = ages;
  return oldest ? { series: oldest.series, to: formatCivilDate(oldest.last), ageDays: oldest.ageDays } : null;
}
