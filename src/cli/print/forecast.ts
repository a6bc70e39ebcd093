import type {
  BackcastResult,
  ForecastLine,
  ForecastResult,
  ForecastScores,
  LedgerExportResult,
  ScoreResult,
  SealResult,
  TrackRecord,
  VerifyResult,
} from '../../contract/forecast.ts';
import { formatCount, formatDate, formatNumber, formatOutcome, formatP, formatPercent, formatProbability } from '../../contract/format.ts';
import type { Forecast, Settlement } from '../../contract/ledger.ts';
import { type Look, styled, table, wrap } from './layout.ts';

const FORECAST_HEAD = ['claim', 'outcome', 'event', 'due', 'chance/base', 'n', 'day'];

/** `56/53 %`: the chance that it goes as claimed, beside the base rate. */
const chance = ({ probability, baseRate }: Pick<Forecast, 'probability' | 'baseRate'>): string =>
  `${formatPercent(probability).replace(' %', '')}/${formatPercent(baseRate).replace(' %', '')} %`;

const forecastCells = (forecast: Forecast): string[] => [
  forecast.claim,
  `${forecast.outcome}${forecast.direction === 'down' ? ' (down)' : ''}`,
  formatDate(forecast.eventDate),
  formatDate(forecast.dueDate),
  chance(forecast),
  formatNumber(forecast.clusters),
  `${forecast.daysOver} of ${forecast.days}`,
];

/** Where the ledger ends, to be noted. */
const headLine = ({ head }: Pick<SealResult, 'head'>): string =>
  head.entries === 0 ? 'The ledger is empty.' : `Head after ${formatCount(head.entries, 'entry', 'entries')}: ${head.hash}`;

const section = (
  title: string,
  rows: readonly (readonly string[])[],
  { look, right = [] }: { look: Look; right?: readonly number[] },
): string[] => (rows.length < 2 ? [] : ['', styled(title, 'bold', look), table(rows, right)]);

/** To when the data of the targets tell. */
function dataLines(sealed: readonly Forecast[]): string[] {
  const ends = new Map(sealed.map(({ target, dataTo }) => [target, dataTo]));
  return ends.size === 0 ? [] : [wrap(`Closes known: ${Array.from(ends, ([id, to]) => `${id} to ${formatDate(to)}`).join(', ')}.`)];
}

/** What was not sealed, by reason. */
function notSealedLines(none: SealResult['notSealed'], look: Look): string[] {
  const reasons = Map.groupBy(none, ({ why }) => why);
  if (reasons.size === 0) return [];
  const what = ({ claim, outcome, eventDate }: SealResult['notSealed'][number]) =>
    eventDate === null ? claim : `${claim} (${outcome} after ${formatDate(eventDate)})`;
  const lines = Array.from(reasons, ([why, cases]) =>
    wrap(`${why}: ${[...new Set(cases.map(what))].join(', ')}`, { indent: 2, hanging: 4 }),
  );
  return ['', styled('Not sealed', 'bold', look), ...lines];
}

/** What was sealed, and what was not and why. */
export function printSeal(result: SealResult, look: Look): string {
  const { sealed, notSealed, sentence, dataSource, dryRun } = result;
  return `${[
    styled(wrap(sentence), 'bold', look),
    wrap(`Data: ${dataSource}`),
    ...section(dryRun ? 'Would be sealed' : 'Sealed', [FORECAST_HEAD, ...sealed.map(forecastCells)], { look, right: [5] }),
    ...dataLines(sealed),
    ...notSealedLines(notSealed, look),
    '',
    wrap(headLine(result)),
    ...(sealed.length === 0 || dryRun
      ? []
      : [wrap('Note the head where others can see it: it proves later that nothing before it was changed.')]),
  ].join('\n')}\n`;
}

const scorePair = ({ own, baseRate }: Settlement): string => `${formatNumber(own.brier, 3)}/${formatNumber(baseRate.brier, 3)}`;

/** What was scored, and what could not be. */
export function printScore(result: ScoreResult, look: Look): string {
  const { scored, waiting, revised, sentence } = result;
  return `${[
    styled(wrap(sentence), 'bold', look),
    ...section(
      'Scored',
      [
        ['claim', 'outcome', 'event', 'came out', 'as claimed', 'chance/base', 'Brier/base'],
        ...scored.map((line) => [
          ...[line.claim, line.outcome, formatDate(line.eventDate), formatOutcome(line.settlement.value, line.outcomeKind)],
          ...[line.settlement.wentAsClaimed ? 'yes' : 'no', chance(line), scorePair(line.settlement)],
        ]),
      ],
      { look },
    ),
    ...section(
      'Due, and not complete',
      [
        ['claim', 'outcome', 'event', 'due', 'why'],
        ...waiting.map((line) => [line.claim, line.outcome, formatDate(line.eventDate), formatDate(line.dueDate), line.why]),
      ],
      { look },
    ),
    ...section(
      'Revised since; the scores stay',
      [
        ['claim', 'outcome', 'event', 'then', 'now'],
        ...revised.map((line) => [
          ...[line.claim, line.outcome, formatDate(line.eventDate), formatOutcome(line.then, line.outcomeKind)],
          `${formatOutcome(line.now, line.outcomeKind)}${line.turned ? ', the other way' : ''}`,
        ]),
      ],
      { look },
    ),
    '',
    wrap(headLine(result)),
  ].join('\n')}\n`;
}

/** The ledger: open, due, scored; the scores; who has been right. */
export function printForecasts(result: ForecastResult, look: Look): string {
  const { forecasts, sentence, counts, scores, earlyScores, byClaim, bySource } = result;
  if (counts.forecasts === 0 && result.head.entries === 0)
    return `${wrap(`${sentence} \`harbinger forecast seal\` seals a forecast for each open question of a pack.`)}\n`;
  const isEarlyApart = counts.early < counts.forecasts;
  return `${[
    styled(wrap(sentence), 'bold', look),
    ...section('Open', [[...FORECAST_HEAD, 'sealed'], ...of(forecasts, 'open').map(sealedCells)], { look, right: [5] }),
    ...section('Due, and not scored', [[...FORECAST_HEAD, 'sealed'], ...of(forecasts, 'due').map(sealedCells)], { look, right: [5] }),
    ...section('Scored', [SCORED_HEAD, ...of(forecasts, 'scored').map((line) => scoredCells(line, line.settlement as Settlement))], {
      look,
    }),
    ...scoreLines(scores, look),
    ...(isEarlyApart && counts.scored > 0 ? [wrap(`Sealed in the first tenth of the horizon alone: ${meansOf(earlyScores)}.`)] : []),
    ...standingLines({ byClaim, bySource }, look),
    '',
    wrap(headLine(result)),
  ].join('\n')}\n`;
}

const of = (lines: readonly ForecastLine[], status: ForecastLine['status']) => lines.filter((line) => line.status === status);
const sealedCells = (line: ForecastLine): string[] => [...forecastCells(line), formatDate(line.at.slice(0, 10))];

const SCORED_HEAD = ['claim', 'outcome', 'event', 'due', 'came out', 'as claimed', 'chance/base'];

const scoredCells = (line: Forecast, settlement: Settlement): string[] => [
  ...[line.claim, line.outcome, formatDate(line.eventDate), formatDate(line.dueDate)],
  ...[formatOutcome(settlement.value, line.outcomeKind), settlement.wentAsClaimed ? 'yes' : 'no', chance(line)],
];

/** The means, their differences with intervals, and calibration. */
function scoreLines({ brier, log, reliability, spiegelhalter, forecasts, clusters }: ForecastScores, look: Look): string[] {
  if ('ok' in brier) return [];
  const row = (name: string, compared: ForecastScores['brier']) =>
    'ok' in compared ? [name, compared.reason] : [name, ...comparisonCells(compared)];
  const points = 'ok' in reliability ? [] : reliability.points;
  return [
    ...section(
      `Scores of ${formatCount(forecasts, 'forecast')}, ${formatCount(clusters, 'independent case')} (smaller is better)`,
      [['', 'own', 'base rate', '50 %', 'own less base rate', 'own less 50 %'], row('Brier', brier), row('log', log)],
      { look },
    ),
    ...section(
      'Calibration',
      [
        ['forecast', 'went as claimed', 'if the forecasts were right', 'n'],
        ...points.map(({ meanProbability, frequency, consistency, observations }) => [
          ...[formatPercent(meanProbability), formatPercent(frequency)],
          ...[`${formatPercent(consistency.low)} to ${formatPercent(consistency.high)}`, formatNumber(observations)],
        ]),
      ],
      { look, right: [3] },
    ),
    wrap(
      'ok' in spiegelhalter
        ? `Spiegelhalter's test: ${spiegelhalter.reason}.`
        : `Spiegelhalter's test: z ${formatNumber(spiegelhalter.z, 2)}, ${formatP(spiegelhalter.p)}; horizons that overlap make it, and the bars, too sure.`,
    ),
  ];
}

type Compared = Exclude<ForecastScores['brier'], { ok: false }>;

const comparisonCells = ({ own, baseRate, even, againstBaseRate, againstEven }: Compared): string[] => [
  ...[own, baseRate, even].map((value) => formatNumber(value, 3)),
  ...[againstBaseRate, againstEven].map(differenceWords),
];

function differenceWords(difference: Compared['againstBaseRate']): string {
  if ('ok' in difference) return `${difference.reason} (${difference.needed} needed, ${difference.available} there)`;
  const { low, high } = difference.interval;
  return `${signed(difference.difference)} (${signed(low)} to ${signed(high)})`;
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value, 3)}`;

const meansOf = ({ brier, forecasts }: ForecastScores): string =>
  'ok' in brier
    ? brier.reason
    : `Brier ${formatNumber(brier.own, 3)}, base rate ${formatNumber(brier.baseRate, 3)}, 50 % ${formatNumber(brier.even, 3)} (${formatCount(forecasts, 'forecast')})`;

const STANDING_HEAD = ['n', 'cases', 'as claimed', 'base', 'Brier/base', 'bet', 'anytime p'];

function standingLines({ byClaim, bySource }: Pick<ForecastResult, 'byClaim' | 'bySource'>, look: Look): string[] {
  const few = bySource.filter(({ isFew }) => isFew).length;
  const name = ({ by, isFew }: TrackRecord) => `${by}${isFew ? ' (few)' : ''}`;
  return [
    ...section('By claim', [['claim', ...STANDING_HEAD], ...byClaim.map((one) => [one.claim ?? '', ...standingCells(one)])], {
      look,
      right: [1, 2],
    }),
    ...section('By source', [['source', ...STANDING_HEAD], ...bySource.map((one) => [name(one), ...standingCells(one)])], {
      look,
      right: [1, 2],
    }),
    ...(few === 0
      ? []
      : [wrap(`${formatCount(few, 'source')} with fewer than ten independent cases: in alphabetical order, and no ranking.`)]),
  ];
}

const standingCells = (one: TrackRecord): string[] => [
  ...[formatNumber(one.forecasts), formatNumber(one.clusters), formatPercent(one.wentAsClaimed), formatPercent(one.baseRate)],
  `${formatNumber(one.brier, 3)}/${formatNumber(one.brierOfBaseRate, 3)}`,
  ...('ok' in one.bet ? ['none', '–'] : [`${formatNumber(one.bet.eValue, 2)} after ${one.bet.bets}`, formatProbability(one.bet.anytimeP)]),
];

/** A back-cast, with what it cannot prove before all else. */
export function printBackcast(result: BackcastResult, look: Look): string {
  const { warning, sentence, forecasts, scores, command } = result;
  const scored = forecasts.flatMap((line) => (line.settlement ? [scoredCells(line, line.settlement)] : []));
  return `${[
    styled(wrap(`BACK-CAST. ${warning}`), 'bold', look),
    '',
    wrap(sentence),
    ...section('Scored', [SCORED_HEAD, ...scored], { look }),
    ...section('Still open', [FORECAST_HEAD, ...forecasts.filter(({ settlement }) => settlement === null).map(forecastCells)], {
      look,
      right: [5],
    }),
    ...scoreLines(scores, look),
    ...standingLines(result, look),
    '',
    wrap(`Again: ${command}`),
  ].join('\n')}\n`;
}

/** Whether the chain holds. */
export function printVerify(result: VerifyResult, look: Look): string {
  const { place, sentence, holds, forecasts, scores } = result;
  return `${[
    styled(wrap(sentence), holds ? 'bold' : 'inverse', look),
    wrap(`${place}: ${formatCount(forecasts, 'forecast')}, ${formatCount(scores, 'score')}`),
    ...(holds ? [wrap(headLine(result))] : []),
  ].join('\n')}\n`;
}

/** The size of the chain; the lines themselves go into a file. */
export function printLedgerExport(result: LedgerExportResult): string {
  return `${headLine(result)}\n`;
}
