import type { BriefLine } from '../../../contract/brief.ts';
import type { NowResult, OpenHorizon } from '../../../contract/state.ts';
import { citing } from '../cited.ts';
import { triggerWords, type Voice } from '../expression-words.ts';
import { type ClaimAt, claimsAt, plainLine } from '../lines.ts';

const RECENT_DAYS = 7;
const DAY_MS = 86_400_000;

/** Days between two dates. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** What is on, and what fired within the last week: each trigger once. */
export function fired(now: NowResult, voice: Voice): BriefLine[] {
  const lines = distinctTriggers(now).flatMap((one) => triggerLine(one, now.asOf, voice));
  if (lines.length > 0) return lines;
  // Where a claim could not be run yet, or its data end before the week, nobody knows whether anything fired or is open.
  const isKnown = now.claims.every(
    ({ trigger, data }) =>
      trigger === null || (trigger.state !== 'unknown' && data !== null && daysBetween(data.to, now.asOf) <= RECENT_DAYS),
  );
  return [plainLine(voice.speech.say(isKnown ? 'fired.none' : 'fired.noneRecent'))];
}

/** One claim for each trigger: the one for which it is on, where there is one. */
function distinctTriggers(now: NowResult): ClaimAt[] {
  const all = claimsAt(now).filter(({ claim }) => claim.trigger !== null);
  const first = all.filter(({ claim }) => claim.trigger?.state === 'on');
  const byTrigger = new Map<string, ClaimAt>();
  for (const one of [...first, ...all]) {
    const expression = one.claim.trigger?.expression as string;
    if (!byTrigger.has(expression)) byTrigger.set(expression, one);
  }
  return [...byTrigger.values()];
}

function triggerLine({ claim, at }: ClaimAt, asOf: string, voice: Voice): BriefLine[] {
  const { say, as } = voice.speech;
  if (claim.trigger === null) return [];
  const trigger = triggerWords(claim.trigger, `${at}/trigger`, voice);
  const longest = claim.trigger.state === 'on' ? longestOpen(claim.open, asOf) : undefined;
  if (longest) {
    const cite = citing(longest.horizon, `${at}/open/${longest.index}`);
    const date = as('date', cite('eventDate'));
    const { day, days } = longest.horizon;
    if (day === null || days === null) return [plainLine(say('fired.open', { trigger, date }))];
    const place = { day: as('count', { ...cite('day'), value: day }), days: as('count', { ...cite('days'), value: days }) };
    return [plainLine(say('fired.on', { trigger, date, ...place }))];
  }
  const { lastEvent } = claim.trigger;
  if (lastEvent === null || daysBetween(lastEvent, asOf) > RECENT_DAYS) return [];
  return [plainLine(say('fired.recent', { trigger, date: as('date', { value: lastEvent, from: `${at}/trigger/lastEvent` }) }))];
}

/** Of the newest event the horizon that is open longest. */
function longestOpen(open: readonly OpenHorizon[], asOf: string): { horizon: OpenHorizon; index: number } | undefined {
  const running = open
    .map((horizon, index) => ({ horizon, index }))
    .filter(({ horizon: { dueDate } }) => dueDate === null || dueDate >= asOf);
  return running.sort((a, b) => b.horizon.eventDate.localeCompare(a.horizon.eventDate) || (b.horizon.days ?? 0) - (a.horizon.days ?? 0))[0];
}
