import { ScoreInput, type ScoreResult } from '../../contract/forecast.ts';
import { capitalise, formatCount, formatNumber } from '../../contract/format.ts';
import type { ForecastEntry, Settlement } from '../../contract/ledger.ts';
import { DAY_MS, type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Context } from '../context.ts';
import { readRows } from '../forecast/chain.ts';
import { carryOn, forecastsIn, ledgerStore, scoresIn } from '../forecast/ledger.ts';
import { outcomePanel } from '../forecast/outcome-panel.ts';
import { type Settle, scored, settleAt } from '../forecast/settle.ts';
import { knownBy } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';

/** Scores each forecast that is due and whose outcome is complete by what is known now; a score is never changed. */
export async function scoreForecasts(given: unknown, context: Context): Promise<ScoreResult> {
  ScoreInput.parse(given);
  const store = ledgerStore(context);
  const all = forecastsIn(readRows(await store.ledgerRows()));
  const now = context.data.now();
  const today = Math.floor(now / DAY_MS);
  const panel = knownBy(await outcomePanel(all, context), now);
  const settle = settleAt(panel, today);
  const origin = { asOf: formatCivilDate(today), dataHash: dataHash(panel.series, today), version: context.version };
  const { chain, added, head, at } = await carryOn(store, context, (found) => {
    const scores = scoresIn(found);
    return forecastsIn(found).flatMap((forecast) => {
      if (scores.has(forecast.sequence) || !isDue(forecast, today)) return [];
      const settled = settle(forecast);
      if ('why' in settled) return [];
      return [
        { kind: 'score' as const, forecast: forecast.sequence, forecastHash: forecast.hash, ...scored(forecast, settled), ...origin },
      ];
    });
  });
  const forecasts = new Map(forecastsIn(chain).map((forecast) => [forecast.sequence, forecast]));
  const fresh = new Map(added.map((score) => [score.forecast, score]));
  const known = scoresIn(chain);
  const left = [...forecasts.values()].filter(({ sequence }) => !known.has(sequence) && !fresh.has(sequence));
  const result = {
    ...{ at: new Date(at).toISOString(), dataSource: context.series.description, head },
    scored: added.map((score) => scoredLine(forecasts.get(score.forecast) as ForecastEntry, score)),
    waiting: left.filter((forecast) => isDue(forecast, today)).map((forecast) => waitingLine(forecast, settle)),
    open: left.filter((forecast) => !isDue(forecast, today)).length,
    revised: [...known.values()].flatMap((score) => revisedLine(forecasts.get(score.forecast) as ForecastEntry, score, settle)),
  };
  return { ...result, sentence: sentenceOf(result) };
}

/** A day that is not over may still bring the last close. */
const isDue = ({ dueDate }: ForecastEntry, today: EpochDay): boolean => dueDate <= formatCivilDate(today);

const settledLine = ({ sequence, pack, claim, outcome, eventDate, by, dueDate, probability, baseRate }: ForecastEntry) => ({
  ...{ sequence, pack, claim, outcome, eventDate, by, dueDate, probability, baseRate },
});

function scoredLine(
  forecast: ForecastEntry,
  { value, wentAsClaimed, settledOn, own, baseRate, even }: Settlement,
): ScoreResult['scored'][number] {
  const settlement = { value, wentAsClaimed, settledOn, own, baseRate, even };
  return { ...settledLine(forecast), outcomeKind: forecast.outcomeKind, settlement };
}

function waitingLine(forecast: ForecastEntry, settle: Settle): ScoreResult['waiting'][number] {
  const settled = settle(forecast);
  return { ...settledLine(forecast), why: 'why' in settled ? settled.why : 'it became complete while others were scored' };
}

/** A score whose outcome would be another by what is known now; a last digit is no revision. */
function revisedLine(forecast: ForecastEntry, { value: then, wentAsClaimed }: Settlement, settle: Settle): ScoreResult['revised'] {
  const settled = settle(forecast);
  if ('why' in settled || Math.abs(settled.value - then) <= 1e-12 * Math.max(1, Math.abs(then))) return [];
  const turned = scored(forecast, settled).wentAsClaimed !== wentAsClaimed;
  return [{ ...settledLine(forecast), outcomeKind: forecast.outcomeKind, then, now: settled.value, turned }];
}

function sentenceOf({ scored: done, waiting, open, revised }: Omit<ScoreResult, 'sentence'>): string {
  const right = done.filter(({ settlement }) => settlement.wentAsClaimed).length;
  const words = [
    done.length === 0
      ? 'Nothing new could be scored'
      : `${formatCount(done.length, 'forecast')} scored, of which ${formatNumber(right)} went as claimed`,
    waiting.length === 0 ? '' : `${formatNumber(waiting.length)} ${waiting.length === 1 ? 'is' : 'are'} due and not complete in the data`,
    open === 0 ? '' : `${formatNumber(open)} ${open === 1 ? 'is' : 'are'} not due yet`,
  ].filter(Boolean);
  const later =
    revised.length === 0 ? '' : ` The data of ${formatCount(revised.length, 'scored question')} were revised since; the scores stay.`;
  return `${capitalise(words.join('; '))}.${later}`;
}
