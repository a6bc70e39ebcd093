import type { CrossCheck, Insufficient } from '../contract/cross-checks.ts';
import {
  formatDate,
  formatLevel,
  formatMeasured,
  formatNumber,
  formatPercent,
  formatProbability,
  formatReturn,
  MISSING,
} from '../contract/format.ts';
import type { StudyResult } from '../contract/study.ts';
import type { Performance, Trade } from '../contract/trade.ts';
import { drawBelief } from './figures/belief.ts';
import type { FigureContext } from './figures/figure.ts';
import { drawSpecificationCurve } from './figures/specification-curve.ts';
import { drawTradeWealth } from './figures/trade-wealth.ts';
import { type Content, html, type Markup, prose } from './markup.ts';
import { type Row, renderTable } from './table.ts';

/** How sure one can be, as one paragraph of plain words. */
export function renderHowSure({ howSure }: Pick<StudyResult, 'howSure'>): Content {
  if (howSure.length === 0) return null;
  return html`<h3>How sure is this?</h3><p class="how-sure">${prose(howSure.join(' '))}</p>`;
}

/** The study's question asked in other ways: cross-checks, every reasonable choice, a sceptic's belief, the trade. */
export function renderCloseLook(study: StudyResult, context: FigureContext): Content {
  const named = (name: string) => ({ ...context, id: `${context.id}-${name}` });
  const { curve, belief, trade } = study;
  return html`${crossChecks(study)}
${curve === null ? null : html`<h3>Asked in every other reasonable way</h3>${isMissing(curve) ? missing(curve) : drawSpecificationCurve(curve, study.direction, named('curve'))}`}
${belief === null ? null : html`<h3>What to believe</h3>${isMissing(belief.sceptical) ? missing(belief.sceptical) : drawBelief(belief.sceptical, study, named('belief'))}${hitForecast(belief.forecast)}`}
${trade === null ? null : html`<h3>The trade</h3>${isMissing(trade) ? missing(trade) : tearSheet(trade, named('trade'))}`}`;
}

const isMissing = (part: object): part is Insufficient => 'ok' in part;

const missing = ({ reason }: Insufficient): Markup => html`<p class="needs">${prose(`${reason}.`)}</p>`;

function crossChecks({ crossChecks: checks, outcomeKind, direction }: StudyResult): Content {
  if (checks.length === 0) return null;
  const head = [
    { content: 'check', className: 'words' },
    'found',
    `p ${direction === 'up' ? 'upwards' : 'downwards'}`,
    'interval',
    'out of',
    { content: 'what it asks', className: 'words long' },
  ];
  return html`<h3>Asked in other ways</h3>
<p class="hint">The same cases by other methods. None of these feeds the verdict: they show whether it hangs on the method.</p>
${renderTable({ label: 'Cross-checks', head, rows: checks.map((check) => crossCheckRow(check, outcomeKind)) })}`;
}

function crossCheckRow(check: CrossCheck, kind: StudyResult['outcomeKind']): Row {
  const { interval, measure, insufficient } = check;
  const asks = {
    content: html`${check.asks}${check.note === null ? null : html` <span class="dim">${check.note}</span>`}`,
    className: 'words long',
  };
  const name = { content: check.name, className: 'words' };
  if (insufficient) return { cells: [name, { content: prose(insufficient.reason), span: 4, className: 'words long' }, asks] };
  return {
    cells: [
      name,
      formatMeasured(check.value, measure, kind),
      formatProbability(check.p),
      interval
        ? `${formatMeasured(interval.low, measure, kind)} to ${formatMeasured(interval.high, measure, kind)} (${formatPercent(interval.level)})`
        : MISSING,
      check.draws === null
        ? `n ${formatNumber(check.observations)}`
        : `${formatNumber(check.draws)} draws, n ${formatNumber(check.observations)}`,
      asks,
    ],
  };
}

function hitForecast(forecast: NonNullable<StudyResult['belief']>['forecast']): Content {
  if (isMissing(forecast)) return null;
  const { probability, interval, baseRate, pseudoEvents, clusters, hits } = forecast;
  return html`<p>${prose(`The next case: ${formatPercent(probability)} likely to go as claimed (80 % between ${formatPercent(interval.low)} and ${formatPercent(interval.high)}), from ${formatNumber(hits, Number.isInteger(hits) ? 0 : 1)} of ${formatNumber(clusters)} clusters and a base rate of ${formatPercent(baseRate)} that counts as ${formatNumber(pseudoEvents)} cases.`)}</p>`;
}

function tearSheet(trade: Trade, context: FigureContext): Markup {
  return html`<p>${prose(trade.sentence)}</p>
${drawTradeWealth(trade, context)}
${performanceTable(trade)}
${tradesTable(trade)}
<p class="hint">${prose(`Each side costs ${formatNumber(100 * trade.cost, 2)} % and slips ${formatNumber(100 * trade.slippage, 2)} %; overlapping holdings are one. ${deflated(trade)}`)}</p>`;
}

function deflated({ deflatedSharpe }: Trade): string {
  if (isMissing(deflatedSharpe)) return `No Deflated Sharpe ratio: ${deflatedSharpe.reason}.`;
  const { probability, tried } = deflatedSharpe;
  return `Deflated Sharpe ratio over ${formatNumber(tried)} tried: ${formatProbability(probability)}, held against no growth at all and not against the target’s own, every close an observation; the placements are the better measure.`;
}

function performanceTable({ strategy, buyAndHold }: Trade): Markup {
  const row = (name: string, { totalReturn, annualGrowth, maximumDrawdown, exposure, turnover, sharpe }: Performance): Row => ({
    cells: [
      name,
      formatReturn(totalReturn),
      formatReturn(annualGrowth),
      formatReturn(maximumDrawdown),
      formatPercent(exposure),
      formatNumber(turnover, 1),
      isMissing(sharpe) ? MISSING : `${formatNumber(sharpe.ratio, 2)} ± ${formatNumber(sharpe.standardError, 2)}`,
    ],
  });
  const head = ['held', 'total', 'a year', 'deepest fall', 'in the market', 'turnover a year', 'Sharpe ± standard error'];
  return renderTable({
    label: 'The trade and holding throughout',
    head,
    rows: [row('the trade', strategy), row('held throughout', buyAndHold)],
  });
}

function tradesTable({ trades, open }: Trade): Markup {
  const rows: Row[] = trades.map(({ entryDate, exitDate, entry, exit, events, return: net }) => ({
    cells: [formatDate(entryDate), formatLevel(entry), formatDate(exitDate), formatLevel(exit), formatNumber(events), formatReturn(net)],
  }));
  if (open) {
    rows.push({
      className: 'later',
      cells: [
        formatDate(open.entryDate),
        formatLevel(open.entry),
        `open until ${formatDate(open.dueDate)}`,
        MISSING,
        formatNumber(open.events),
        `${formatReturn(open.soFar)} so far`,
      ],
    });
  }
  return renderTable({ label: 'Trades', className: 'dated', head: ['entry', 'at', 'exit', 'at', 'events', 'after costs'], rows });
}
