import type { IncomeLack, UnprofitableCompany, UnprofitablePoint } from '../../contract/unprofitable.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { type DatedHoldings, holdingsKnownAt } from '../../core/methods/fundamentals/constituents.ts';
import { type ReadConstituent, type UnprofitableShare, unprofitableShare } from '../../core/methods/fundamentals/unprofitable-share.ts';
import { dateOfInstant, endOfDay } from '../../core/series/panel.ts';
import type { Versions } from '../../core/series/series.ts';
import { CallerError } from '../context.ts';
import type { KnownIncome, MatchedHoldings, NamedLack, Reason, Told } from './incomes.ts';

/** A fund's holdings at several dates and what is known of its companies' incomes. */
export interface Fundamentals {
  /** Ascending in date. */
  readonly holdings: readonly MatchedHoldings[];
  /** By CIK. */
  readonly incomes: ReadonlyMap<string, KnownIncome>;
  readonly maximumAge: number;
}

/** The share at a date, with the holdings that it was read from. */
export interface ShareAtDate {
  readonly asOf: EpochDay;
  readonly held: MatchedHoldings;
  readonly found: UnprofitableShare<Reason>;
}

/**
 * The holdings that were known at the end of a date.
 *
 * @throws CallerError before the first were: those of a later date lack the companies that are gone.
 */
export function heldAt<H extends DatedHoldings>(asOf: EpochDay, holdings: readonly H[]): H {
  const held = holdingsKnownAt(holdings, endOfDay(asOf));
  if (held) return held;
  const first = formatCivilDate(dateOfInstant(Math.min(...holdings.map(({ knownAt }) => knownAt))));
  throw new CallerError(
    `no holdings were known on ${formatCivilDate(asOf)}: ask from ${first} on, or add an earlier file; later holdings lack the companies that are gone`,
  );
}

/**
 * The share as it could be known at the end of a date, of the holdings that were known then.
 *
 * @throws CallerError before the first holdings were known.
 */
export function shareAtDate(asOf: EpochDay, { holdings, incomes, maximumAge }: Fundamentals): ShareAtDate {
  const held = heldAt(asOf, holdings);
  const histories = new Map<string, Versions | Reason>();
  for (const { key } of held.constituents) {
    const income = known(key, held, incomes);
    histories.set(key, 'history' in income ? income.history : income.lack);
  }
  const found = unprofitableShare({ constituents: held.constituents, heldOn: held.asOf, incomes: histories, asOf, maximumAge });
  return { asOf, held, found };
}

const known = (key: string, { unmatched }: MatchedHoldings, incomes: ReadonlyMap<string, KnownIncome>): KnownIncome =>
  unmatched.get(key) ?? (incomes.get(key) as KnownIncome);

/** The share as the contract has it. */
export function presentPoint({ asOf, held, found }: ShareAtDate): UnprofitablePoint {
  const { count, weight, byCount, byWeight } = found;
  return {
    asOf: formatCivilDate(asOf),
    heldOn: formatCivilDate(held.asOf),
    holdingsKnownAt: new Date(held.knownAt).toISOString(),
    ...{ companies: count.all, covered: count.covered, negative: count.negative },
    ...{ coveredWeight: weight.covered, negativeWeight: weight.negative, byCount, byWeight },
  };
}

/** The companies of a date as the contract has them, the heaviest first. */
export function presentCompanies({ held, found }: ShareAtDate, { incomes }: Fundamentals): UnprofitableCompany[] {
  return found.constituents.map((constituent) => presentCompany(constituent, held, known(constituent.key, held, incomes)));
}

function presentCompany(constituent: ReadConstituent<Reason>, { unmatched }: MatchedHoldings, source: KnownIncome): UnprofitableCompany {
  const { key, tickers, name, weight, income } = constituent;
  const lack: NamedLack | null = constituent.lack ?? null;
  const filing = 'filings' in source && income ? source.filings.find(({ knownAt }) => knownAt === income.knownAt) : undefined;
  return {
    ...{ name, weight, lack, tickers: [...tickers] },
    cik: unmatched.has(key) ? null : key,
    periodEnd: income ? formatCivilDate(income.end) : null,
    netIncome: income?.value ?? null,
    filed: filing ? formatCivilDate(filing.filed) : null,
    form: filing?.form ?? null,
    knownAt: income ? new Date(income.knownAt).toISOString() : null,
    note: (source as Partial<Told>).note ?? null,
  };
}

/** How many companies have no income that counts, by why, the most frequent first. */
export function presentLacks(companies: readonly UnprofitableCompany[]): { lack: IncomeLack; companies: number; weight: number }[] {
  const without = companies.flatMap(({ lack, weight }) => (lack === null ? [] : [{ lack, weight }]));
  return [...Map.groupBy(without, ({ lack }) => lack)]
    .map(([lack, own]) => ({
      lack,
      companies: own.length,
      weight: Math.min(
        1,
        own.reduce((sum, { weight }) => sum + weight, 0),
      ),
    }))
    .sort((a, b) => b.companies - a.companies);
}
