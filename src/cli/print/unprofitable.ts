import { capitalise, formatCount, formatDate, formatNumber, formatPercent, MISSING } from '../../contract/format.ts';
import type { UnprofitableCompany, UnprofitablePoint, UnprofitableResult } from '../../contract/unprofitable.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** Companies that are shown: a whole index has two thousand. */
const SHOWN = 25;
/** Tickers that stand for a reason. */
const NAMED = 6;

/** The share, the companies behind it, and why the others have no income. */
export function printUnprofitable(result: UnprofitableResult, look: Look): string {
  const { summary, points, companies, kept, notes } = result;
  const point = points.at(-1) as UnprofitablePoint;
  const counted = companies.filter(({ lack }) => lack === null);
  const more = counted.length - SHOWN;
  return `${[
    styled(wrap(summary), 'bold', look),
    ...(boundsOf(point) === undefined ? [] : [wrap(boundsOf(point) as string)]),
    ...(points.length > 1 ? ['', historyTable(points)] : []),
    ...(counted.length > 0 ? ['', companyTable(counted.slice(0, SHOWN))] : []),
    ...(more > 0 ? [wrap(`and ${formatCount(more, 'lighter company', 'lighter companies')}: --out FILE.csv has all`)] : []),
    ...(result.lacks.length > 0 ? ['', styled('Not covered', 'dim', look), lackTable(result)] : []),
    ...(result.leftOut.length > 0 ? ['', wrap(leftOutLine(result.leftOut), { hanging: 2 })] : []),
    ...notes.map((note) => wrap(`Note: ${note}`, { hanging: 2 })),
    ...kept.map(({ id, rows, added, revised }) =>
      wrap(`Kept ${id}: ${formatCount(rows, 'value')}, ${formatNumber(added)} new, ${formatNumber(revised)} revised`),
    ),
  ].join('\n')}\n`;
}

/** What the share of all companies can be at least and at most. */
function boundsOf({ byCount, byWeight, companies, covered }: UnprofitablePoint): string | undefined {
  if (!byCount.ok || !byWeight.ok || companies === covered) return undefined;
  const between = ({ lowest, highest }: { lowest: number; highest: number }) => `${formatPercent(lowest)} and ${formatPercent(highest)}`;
  return `Whatever the others earned, it lies between ${between(byCount)} by count and between ${between(byWeight)} by weight.`;
}

function historyTable(points: readonly UnprofitablePoint[]): string {
  const shareOf = (share: UnprofitablePoint['byCount']) => (share.ok ? formatPercent(share.share) : 'too little');
  const rows = points.map(({ asOf, heldOn, byCount, byWeight, covered, companies, coveredWeight }) => [
    ...[formatDate(asOf), formatDate(heldOn), shareOf(byCount), shareOf(byWeight)],
    ...[`${formatNumber(covered)} of ${formatNumber(companies)}`, formatPercent(coveredWeight)],
  ]);
  return table([['as of', 'held on', 'by count', 'by weight', 'covered', 'of weight'], ...rows], [2, 3, 4, 5]);
}

function companyTable(companies: readonly UnprofitableCompany[]): string {
  const rows = companies.map(({ tickers, name, weight, periodEnd, netIncome, filed, form }) => [
    ...[tickers.join(' '), formatPercent(weight), formatNumber(netIncome === null ? null : netIncome / 1e6, 1)],
    ...[formatDate(periodEnd), formatDate(filed), form ?? MISSING, name],
  ]);
  return table([['ticker', 'weight', 'USD millions', 'four quarters to', 'filed', 'form', 'name'], ...rows], [1, 2]);
}

function lackTable({ lacks, companies, maxAge }: UnprofitableResult): string {
  const words: Partial<Record<(typeof lacks)[number]['lack'], string>> = {
    'no company': 'no list has the ticker',
    'several companies': 'the ticker leads to several companies',
    'another company': 'the ticker leads to a company of another name',
    'no file': 'no company facts in the folder',
    'too old': `last four quarters ended more than ${maxAge} days before`,
  };
  const rows = lacks.map(({ lack, companies: count, weight }) => {
    const own = companies.filter((company) => company.lack === lack);
    const named = own.slice(0, NAMED).map(({ tickers }) => tickers.join(' '));
    return [words[lack] ?? lack, formatNumber(count), formatPercent(weight), `${named.join(', ')}${own.length > NAMED ? ' …' : ''}`];
  });
  return table([['why', 'companies', 'weight', 'heaviest'], ...rows], [1, 2]);
}

function leftOutLine(leftOut: UnprofitableResult['leftOut']): string {
  const kinds = [...Map.groupBy(leftOut, ({ why }) => why)].map(([why, lines]) => `${lines.length} ${why}`);
  return `${capitalise(formatCount(leftOut.length, 'line'))} of the holdings ${leftOut.length === 1 ? 'is' : 'are'} no company's shares: ${kinds.join(', ')}.`;
}
