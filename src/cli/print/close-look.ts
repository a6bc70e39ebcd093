import type { CrossCheck, Insufficient } from '../../contract/cross-checks.ts';
import type { SpecificationCurve } from '../../contract/curve.ts';
import {
  formatCount,
  formatDate,
  formatGate,
  formatLevel,
  formatMeasured,
  formatNumber,
  formatP,
  formatPercent,
  formatProbability,
  formatReturn,
  MISSING,
} from '../../contract/format.ts';
import type { StudyResult } from '../../contract/study.ts';
import type { Performance, Trade } from '../../contract/trade.ts';
import type { Gate } from '../../contract/verdict.ts';
import { type Look, lineWidth, sparkline, styled, table, wrap } from './layout.ts';

/** The cross-checks: what each asks, what it found, p in the study's direction. */
export function crossCheckTable({ crossChecks, outcomeKind }: StudyResult): string {
  const rows = crossChecks.map((check) => [
    check.name,
    check.insufficient ? MISSING : formatMeasured(check.value, check.measure, outcomeKind),
    intervalWords(check, outcomeKind),
    formatProbability(check.p),
    check.insufficient ? check.insufficient.reason : basis(check),
  ]);
  return table([['check', 'found', '', 'p', 'out of'], ...rows], [1, 3]);
}

/** The tests of a relation without events: what each is of, what it found, its p. */
export function relationTable(relations: readonly CrossCheck[]): string {
  const rows = relations.map(({ name, asks, group, value, measure, p, observations, insufficient, note }) => [
    group === 'regression' ? `${asks}: ${name}` : name,
    insufficient ? MISSING : formatMeasured(value, measure, 'return'),
    formatProbability(p),
    insufficient ? '' : formatNumber(observations),
    insufficient ? insufficient.reason : (note ?? ''),
  ]);
  return table([['test', 'found', 'p', 'n', ''], ...rows], [1, 2, 3]);
}

/** Each gate with its state, its p and what was compared. */
export function gateLines(gates: readonly Gate[], headline: { readonly withheld: string | null } = { withheld: null }): string[] {
  if (gates.length === 0) return [];
  return [
    '',
    ...gates.map(({ name, state, p, why }) =>
      wrap(`  ${name}: ${state}${p === null ? '' : ` (p ${formatGate({ name, p }, headline)})`}, ${why}`, { hanging: 4 }),
    ),
  ];
}

function intervalWords({ interval, measure }: CrossCheck, kind: StudyResult['outcomeKind']): string {
  if (!interval) return '';
  return `${formatMeasured(interval.low, measure, kind)} to ${formatMeasured(interval.high, measure, kind)} (${formatPercent(interval.level)})`;
}

const basis = ({ observations, draws }: CrossCheck): string =>
  draws === null ? `n ${formatNumber(observations)}` : `${formatNumber(draws)} draws, n ${formatNumber(observations)}`;

/** The specification curve: what was varied, how many agree, the joint p, and the effects as bars. */
export function curveLines(curve: SpecificationCurve | Insufficient, look: Look): string[] {
  const title = styled('The same question, asked otherwise', 'bold', look);
  if ('ok' in curve) return [title, `No specification curve: ${curve.reason}.`];
  const { points, ownRank, inDirection, nominallySignificant, median, joint, observations } = curve;
  const own = points.findIndex((point) => point.own);
  const bars = columnsOf(points.map(({ standardised }) => standardised));
  return [
    title,
    ...curve.choices.filter(({ settings }) => settings.length > 1).map(({ name, settings }) => `  ${name}: ${settings.join(', ')}`),
    wrap(
      `${formatCount(points.length, 'specification')} on ${formatNumber(observations)} shared dates: ${formatNumber(inDirection)} lean the asked way, ${formatNumber(nominallySignificant)} have p at most 0.05; median ${formatNumber(median, 2)} standard deviations of luck, all together ${formatP(joint)}.${ownRank === null ? '' : ` The one asked is number ${formatNumber(ownRank)} from the most favourable.`} Bars from least to most:`,
    ),
    `  ${sparkline(bars)}`,
    ...(own < 0 ? [] : [`  ${' '.repeat(Math.floor((own * bars.length) / points.length))}▲ asked`]),
  ];
}

const MOST_COLUMNS = 80;

/** Values thinned to as many as a line holds. */
function columnsOf(values: readonly number[]): number[] {
  const count = Math.min(MOST_COLUMNS, lineWidth() - 12, values.length);
  return Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)] as number);
}

/** The trade: what it comes to, every trade, and how it stands beside holding throughout. */
export function tradeLines(trade: Trade | Insufficient, look: Look): string[] {
  const title = styled('The trade', 'bold', look);
  if ('ok' in trade) return [title, `No trade: ${trade.reason}.`];
  const terms = `${trade.direction === 'up' ? 'Bought' : 'Sold short'} at the entry close, held for the horizon, overlapping holdings merged; each side costs ${formatNumber(100 * trade.cost, 2)} % and slips ${formatNumber(100 * trade.slippage, 2)} %; ${formatDate(trade.from)} to ${formatDate(trade.to)}.`;
  const trades = trade.trades.map(({ entryDate, exitDate, entry, exit, events, return: net }) => [
    formatDate(entryDate),
    formatLevel(entry),
    formatDate(exitDate),
    formatLevel(exit),
    formatNumber(events),
    formatReturn(net),
  ]);
  return [
    title,
    wrap(trade.sentence),
    styled(wrap(terms), 'dim', look),
    table([['entry', 'at', 'exit', 'at', 'events', 'after costs'], ...trades], [1, 3, 4, 5]),
    ...(trade.open
      ? [
          `Open since ${formatDate(trade.open.entryDate)}: ${formatReturn(trade.open.soFar)} so far, until ${formatDate(trade.open.dueDate)}.`,
        ]
      : []),
    performanceTable(trade),
    'ok' in trade.deflatedSharpe
      ? `Deflated Sharpe ratio: ${trade.deflatedSharpe.reason}.`
      : wrap(
          `Deflated Sharpe ratio over ${formatCount(trade.deflatedSharpe.tried, 'variant')}: ${formatProbability(trade.deflatedSharpe.probability)}. It is held against no growth at all, not against the target’s own, and takes every close as an observation: the placements above are the better measure.`,
        ),
  ];
}

function performanceTable({ strategy, buyAndHold }: Trade): string {
  const row = (name: string, { totalReturn, annualGrowth, maximumDrawdown, exposure, turnover, sharpe }: Performance) => [
    name,
    formatReturn(totalReturn),
    formatReturn(annualGrowth),
    formatReturn(maximumDrawdown),
    formatPercent(exposure),
    formatNumber(turnover, 1),
    'ok' in sharpe ? MISSING : `${formatNumber(sharpe.ratio, 2)} ± ${formatNumber(sharpe.standardError, 2)}`,
  ];
  const head = ['', 'total', 'a year', 'deepest fall', 'held', 'turnover a year', 'Sharpe'];
  return table([head, row('the trade', strategy), row('held throughout', buyAndHold)], [1, 2, 3, 4, 5, 6]);
}
