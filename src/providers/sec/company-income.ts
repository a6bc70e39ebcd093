import { newYorkInstant } from '../../core/calendar/time-zone.ts';
import type { NamedFile } from '../file-port.ts';
import type { CompanyIncome, FilingDay } from '../fundamentals-port.ts';
import { ProviderError } from '../provider.ts';
import { findNetIncomes, type NetIncome, trailingNetIncome } from './parse.ts';

/**
 * The net income of four quarters that a company facts file holds, each version known at the end of its filing date in New York.
 *
 * @param cik - Ten digits: the company that the file must be of.
 * @throws ProviderError `changed-shape`.
 */
export function readCompanyIncome({ name, bytes }: NamedFile, cik: string): CompanyIncome {
  const body = new TextDecoder().decode(bytes);
  const answer = { provider: name, url: name, cik };
  const incomes = findNetIncomes(body, answer);
  if (!('figures' in incomes)) return incomes;
  try {
    const { dates, values, knownAt } = trailingNetIncome(incomes, { ...answer, body });
    const history = { dates, values, knownAt: knownAt as Float64Array };
    return { name: incomes.name, history, filings: filingDays(incomes.figures) };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'not-found') throw error;
    return { name: incomes.name, lack: 'does not add up', words: 'has filed figures that add up to four quarters nowhere' };
  }
}

function filingDays(figures: readonly NetIncome[]): FilingDay[] {
  return [...Map.groupBy(figures, ({ filed }) => filed)].map(([filed, own]) => ({
    filed,
    knownAt: newYorkInstant(filed, 24 * 60),
    form: [...new Set(own.map(({ form }) => form))].join(', '),
  }));
}
