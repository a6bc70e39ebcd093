import type { UnprofitableResult } from '../contract/unprofitable.ts';
import { type CsvCell, csvOf } from './csv.ts';

/** The companies of the last date, one a line; a history of several dates instead, one date a line. */
export function unprofitableCsv(result: UnprofitableResult): string {
  return result.points.length > 1 ? historyCsv(result) : companiesCsv(result);
}

const COMPANY = [
  'as_of',
  'tickers',
  'name',
  'cik',
  'weight',
  'period_end',
  'net_income_usd',
  'loss',
  'filed',
  'form',
  'known_at',
  'lack',
  'note',
];

function companiesCsv({ points, companies }: UnprofitableResult): string {
  const asOf = points.at(-1)?.asOf ?? null;
  return csvOf(
    COMPANY,
    companies.map(({ tickers, name, cik, weight, periodEnd, netIncome, filed, form, knownAt, lack, note }): CsvCell[] => [
      ...[asOf, tickers.join(' '), name, cik, weight, periodEnd, netIncome],
      lack !== null || netIncome === null ? null : netIncome < 0 ? 'yes' : 'no',
      ...[filed, form, knownAt, lack, note],
    ]),
  );
}

const POINT = [
  'as_of',
  'held_on',
  'companies',
  'covered',
  'negative',
  'covered_weight',
  'negative_weight',
  'share_by_count',
  'share_by_weight',
];

function historyCsv({ points }: UnprofitableResult): string {
  return csvOf(
    [...POINT, 'lowest_by_count', 'highest_by_count'],
    points.map(({ asOf, heldOn, companies, covered, negative, coveredWeight, negativeWeight, byCount, byWeight }): CsvCell[] => [
      ...[asOf, heldOn, companies, covered, negative, coveredWeight, negativeWeight],
      ...[byCount.ok ? byCount.share : null, byWeight.ok ? byWeight.share : null],
      ...(byCount.ok ? [byCount.lowest, byCount.highest] : [null, null]),
    ]),
  );
}
