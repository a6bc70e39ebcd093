import { formatCount, formatDate } from '../../contract/format.ts';
import type { ClaimState, NowResult } from '../../contract/state.ts';
import { DAY_MS, type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { dateOfInstant, endOfDay } from '../../core/series/panel.ts';
import type { AlertState, Evaluation } from '../../core/watch/alert-state.ts';
import type { Found } from './readings.ts';
import type { WatchedRule } from './rules.ts';

/** Asks what is on of one claim, as of a date. */
export type AskNow = (question: { readonly pack: string; readonly claim: string; readonly asOf: string }) => Promise<NowResult>;

/**
 * What is to be found of a rule on a claim: how the claim stood at the end (UTC) of each date since the last one that was read.
 *
 * @param now - The instant of the look, milliseconds since 1970-01-01T00:00Z.
 */
export async function findByClaim(
  { claim, rule }: WatchedRule,
  state: AlertState,
  { ask, now }: { readonly ask: AskNow; readonly now: number },
): Promise<Found> {
  if (!claim) throw new Error('a rule on a claim has none');
  const newest = Math.floor(now / DAY_MS) - 1;
  const evaluations: Evaluation[] = [];
  let verdict = state.reading;
  let health: Pick<Evaluation, 'outcome' | 'detail'> | undefined;
  // Where nothing could be said before, only today's word counts.
  const first = state.lastDate === null || state.trouble === 'no data' ? newest : state.lastDate + 1;
  for (let date = first; date <= newest; date++) {
    const { claims } = await ask({ pack: claim.pack, claim: claim.claim, asOf: formatCivilDate(date) });
    const found = claims[0] as ClaimState;
    health = healthOf(found, rule.staleAfter);
    if (health.outcome === 'no data') continue;
    const holds = claim.becomes === 'verdict' ? verdict !== null && verdict !== found.verdict : isSo(found, claim.becomes);
    verdict = found.verdict;
    evaluations.push(readingOf(date, holds, found.verdict));
  }
  const look = health && { ...health, at: now, date: dateOfInstant(now), reading: null };
  return { state, evaluations: look ? [...evaluations, look] : evaluations };
}

const isSo = ({ liveness }: ClaimState, becomes: 'on' | 'open'): boolean =>
  liveness === becomes || (becomes === 'open' && liveness === 'on');

const readingOf = (date: EpochDay, holds: boolean, verdict: string): Evaluation => ({
  ...{ outcome: holds ? 'holds' : 'not', at: endOfDay(date), date, reading: verdict, detail: null },
});

function healthOf({ liveness, needs, data }: ClaimState, staleAfter: number): Pick<Evaluation, 'outcome' | 'detail'> {
  if (liveness === 'untestable') return { outcome: 'no data', detail: needs.length > 0 ? `needs ${needs.join(', ')}` : 'cannot be tested' };
  if (data && data.ageDays > staleAfter)
    return {
      outcome: 'stale',
      detail: `${data.series} has no value after ${formatDate(data.to)}: ${formatCount(data.ageDays, 'day')} ago`,
    };
  return { outcome: 'sound', detail: null };
}
