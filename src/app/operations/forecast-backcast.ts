import { BackcastInput, type BackcastLine, type BackcastResult } from '../../contract/forecast.ts';
import { addSpan, type EpochDay, formatCivilDate, parseSpan } from '../../core/calendar/civil-date.ts';
import { endOfDay } from '../../core/series/panel.ts';
import { madeOn, type OpenPack, openPack } from '../check/open-pack.ts';
import { CallerError, type Context } from '../context.ts';
import { sha256 } from '../forecast/chain.ts';
import { questionKey } from '../forecast/ledger.ts';
import { scoredOf } from '../forecast/lines.ts';
import { openQuestions } from '../forecast/open-questions.ts';
import { isEarly } from '../forecast/question.ts';
import { byClaim, bySource, scoresOf } from '../forecast/scores.ts';
import { scored, settleAt } from '../forecast/settle.ts';
import { asOfDate, givenDate } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';
import { backcastSentence } from '../present/forecast-sentence.ts';

/** More dates than these nobody waits for. */
const MOST_DATES = 1000;

const WARNING =
  'A back-cast proves nothing: the pack was written afterwards, by somebody who knew what had happened. It shows how the forecasts would have been made, and enters no ledger.';

/** What a pack would have forecast on past dates by what was known then, scored by what is known now. Nothing is kept. */
export async function backcast(given: unknown, context: Context): Promise<Omit<BackcastResult, 'command'>> {
  const input = BackcastInput.parse(given);
  const opened = await openPack(input, context);
  const last = asOfDate(undefined, opened.panel, context);
  const from = givenDate(input.from, context, 'from') as EpochDay;
  const to = givenDate(input.to, context, 'to') ?? last;
  const dates = datesOf(from, to, input.every);
  const settle = settleAt(opened.panel, last);
  const forecasts = replayed(opened, dates, context).map((line) => {
    const settled = settle(line);
    return { ...line, settlement: 'why' in settled ? null : scored(line, settled) };
  });
  const settled = scoredOf(forecasts);
  const result = {
    ...{
      kind: 'back-cast' as const,
      pack: opened.pack.pack,
      title: opened.pack.title,
      from: formatCivilDate(from),
      to: formatCivilDate(to),
    },
    ...{ every: input.every, dates: dates.length, asOf: formatCivilDate(last), dataSource: context.series.description },
    ...{ dataHash: dataHash(opened.panel.series, last), version: context.version, warning: WARNING },
    counts: { forecasts: forecasts.length, open: forecasts.length - settled.length, scored: settled.length },
    ...{ forecasts, scores: scoresOf(settled), byClaim: byClaim(settled), bySource: bySource(settled) },
  };
  return { ...result, sentence: backcastSentence(result) };
}

function datesOf(from: EpochDay, to: EpochDay, every: string): EpochDay[] {
  const span = parseSpan(every);
  if (!span) throw new CallerError(`every must be a span such as 4w, 1mo or 90d, was ${every}`);
  if (from > to) throw new CallerError(`from must not lie after to, was ${formatCivilDate(from)} and ${formatCivilDate(to)}`);
  const dates: EpochDay[] = [];
  // Each from the first date on: steps of a month would wander off its end.
  for (let step = 0, day = from; day <= to; step++, day = addSpan(from, { ...span, count: span.count * step })) {
    dates.push(day);
    if (dates.length > MOST_DATES)
      throw new CallerError(`at most ${MOST_DATES} dates can be replayed: take a later from or a longer every`);
  }
  return dates;
}

/** The questions that were open on each date, each at the first date on which it was. */
function replayed(
  { pack, text, claims, panel, known }: OpenPack,
  dates: readonly EpochDay[],
  { version, signal }: Context,
): Omit<BackcastLine, 'settlement'>[] {
  const lines = new Map<string, Omit<BackcastLine, 'settlement'>>();
  const packHash = sha256(text);
  for (const asOf of dates) {
    signal?.throwIfAborted();
    // A date includes its whole day.
    const at = endOfDay(asOf) - 1;
    const open = claims.flatMap((claim) => openQuestions({ claim, panel, known, asOf, madeOn: madeOn(pack, claim) }, at).open);
    const fresh = open.map((question) => ({ ...question, pack: pack.pack })).filter((question) => !lines.has(questionKey(question)));
    const hash = fresh.length > 0 ? dataHash(panel.series, asOf) : '';
    const origin = { asOf: formatCivilDate(asOf), dataHash: hash, packHash, version, isBackcast: true as const };
    for (const question of fresh) lines.set(questionKey(question), { ...question, ...origin, isEarly: isEarly(question) });
  }
  return [...lines.values()];
}
