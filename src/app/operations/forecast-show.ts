import {
  type ForecastResult,
  ForecastShowInput,
  type LedgerExportResult,
  VerifyInput,
  type VerifyResult,
} from '../../contract/forecast.ts';
import { formatCount } from '../../contract/format.ts';
import { DAY_MS, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { GENESIS, ledgerLine } from '../../store/ledger.ts';
import { CallerError, type Context } from '../context.ts';
import { type ReadChain, readLines, readRows } from '../forecast/chain.ts';
import { forecastsIn, scoresIn } from '../forecast/ledger.ts';
import { linesOf, scoredOf } from '../forecast/lines.ts';
import { byClaim, bySource, scoresOf } from '../forecast/scores.ts';
import { ledgerSentence } from '../present/forecast-sentence.ts';
import { existing } from './store.ts';

/** The ledger: what is open, what came true, who has been right. */
export async function showForecasts(given: unknown, context: Context): Promise<ForecastResult> {
  const input = ForecastShowInput.parse(given);
  const chain = readRows(await (await existing(context)).ledgerRows());
  const asOf = formatCivilDate(Math.floor(context.data.now() / DAY_MS));
  const lines = chosen(linesOf(chain, asOf), input);
  const scored = scoredOf(lines);
  const count = (status: (typeof lines)[number]['status']) => lines.filter((line) => line.status === status).length;
  const result = {
    ...{ head: chain.head, fault: chain.fault && `${chain.fault.at}: ${chain.fault.problem}`, asOf, forecasts: lines },
    counts: {
      forecasts: lines.length,
      ...{ open: count('open'), due: count('due'), scored: count('scored'), early: lines.filter(({ isEarly }) => isEarly).length },
    },
    ...{ scores: scoresOf(scored), earlyScores: scoresOf(scored.filter(({ isEarly }) => isEarly)) },
    ...{ byClaim: byClaim(scored), bySource: bySource(scored) },
  };
  return { ...result, sentence: ledgerSentence(result) };
}

function chosen(lines: ForecastResult['forecasts'], { early, ...wanted }: ForecastShowInput): ForecastResult['forecasts'] {
  for (const key of ['pack', 'claim', 'by'] as const) {
    const known = [...new Set(lines.map((line) => line[key]))];
    const name = wanted[key];
    if (name !== undefined && lines.length > 0 && !known.includes(name))
      throw new CallerError(`no forecast is sealed with ${key} "${name}"${didYouMean(name, known) || `; there is ${known.join(', ')}`}`);
  }
  return lines.filter(
    (line) =>
      (!early || line.isEarly) && (['pack', 'claim', 'by'] as const).every((key) => wanted[key] === undefined || line[key] === wanted[key]),
  );
}

/** The chain as JSON lines, as it is, whether it holds or not. */
export async function exportLedger(context: Context): Promise<LedgerExportResult> {
  const rows = await (await existing(context)).ledgerRows();
  const last = rows.at(-1);
  return { head: { entries: rows.length, hash: last?.hash ?? GENESIS }, lines: rows.map(ledgerLine) };
}

/** Checks the ledger of the store, or a file of it, from its first entry to its last. */
export async function verifyLedger(given: unknown, context: Context): Promise<VerifyResult> {
  const { file, head } = VerifyInput.parse(given);
  const chain =
    file === undefined ? readRows(await (await existing(context)).ledgerRows()) : readLines((await context.data.readFile(file)).bytes);
  const place = file ?? context.data.storePlace;
  const noted = head === undefined ? null : { hash: head, entry: entryOf(head, chain) };
  const holds = chain.fault === null && noted?.entry !== null;
  const result = {
    place,
    head: chain.head,
    forecasts: forecastsIn(chain).length,
    scores: scoresIn(chain).size,
    fault: chain.fault,
    notedHead: noted,
    holds,
  };
  return { ...result, sentence: sentenceOf(result) };
}

const entryOf = (hash: string, { entries }: ReadChain): number | null => entries.find((entry) => entry.hash === hash)?.sequence ?? null;

function sentenceOf({ head, fault, notedHead }: Omit<VerifyResult, 'sentence'>): string {
  const before = formatCount(head.entries, 'entry', 'entries');
  if (fault) return `Broken at ${fault.at}: ${fault.problem}. The ${before} before it hold.`;
  const whole = `${before} hold${head.entries === 1 ? 's' : ''}, from the first to the last.`;
  if (notedHead === null) return whole;
  return notedHead.entry === null
    ? `${whole} But the head that was noted is not among them: the chain was cut off after it, or is another one.`
    : `${whole} The head that was noted is that of entry ${notedHead.entry}: nothing up to it was changed or cut off.`;
}
