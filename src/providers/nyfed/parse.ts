import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { datesNote } from '../dates-note.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { counted } from '../wording.ts';
import { type Holding, holdingsSchema, mortgageSchema, ratesSchema, repoSchema } from './schema.ts';

interface Row {
  readonly date: EpochDay;
  readonly value: number | undefined;
}

/** Par value of one kind of holding in USD, by as-of date. Throws ProviderError. */
export function parseHoldings(holding: Holding, body: string, answer: Answer): Parsed {
  const { data, notes } = readJson(body, holdingsSchema, answer);
  const rows = data.soma.summary.map((row): Row => ({ date: row.asOfDate, value: row[holding] }));
  return present(rows, { ...answer, body, notes });
}

/** Amounts accepted in reverse repo operations in USD, summed by date: all, or those overnight. Throws ProviderError. */
export function parseReverseRepo(terms: 'all' | 'overnight', body: string, answer: Answer): Parsed {
  const { data, notes } = readJson(body, repoSchema, answer);
  const operations = data.repo.operations.map((operation): Operation => {
    const { operationId, operationDate, operationType, auctionStatus, term, totalAmtAccepted } = operation;
    const isTerm = terms === 'all' || term === 'Overnight';
    const kind = [operationType, ...(isTerm ? [] : [term]), auctionStatus].join(', ');
    return { identity: operationId, kind, date: operationDate, value: totalAmtAccepted };
  });
  return summed(operations, (kind) => kind === 'Reverse Repo, Results', { ...answer, body, notes });
}

/** Amounts accepted in outright purchases of agency mortgage-backed securities in USD, summed by date. Throws ProviderError. */
export function parseMortgagePurchases(body: string, answer: Answer): Parsed {
  const { data, notes } = readJson(body, mortgageSchema, answer);
  const operations = data.ambs.auctions.map((auction): Operation => {
    const { operationId, classType, settlementDate, operationDate, operationType, operationDirection, auctionStatus } = auction;
    return {
      identity: [operationId, classType, settlementDate].join(' '),
      kind: [operationType, operationDirection, auctionStatus].join(', '),
      date: operationDate,
      value: auction.totalAmtAcceptedPar ?? auction.totalAcceptedCurrFace ?? undefined,
    };
  });
  // Dollar rolls and coupon swaps buy and sell at once: they are no purchases.
  return summed(operations, (kind) => /^Outright .*, P, Results$/.test(kind), { ...answer, body, notes });
}

/** A reference rate in percent, by the date of its trades. Throws ProviderError. */
export function parseRate(type: string, body: string, answer: Answer): Parsed {
  const { data, notes } = readJson(body, ratesSchema, answer);
  const stranger = data.refRates.find((row) => row.type !== type);
  if (stranger) throw wrongShape(answer, `expected rates of type ${type}, found ${JSON.stringify(stranger.type)}`, { body });
  const revised = new Set(data.refRates.flatMap(({ effectiveDate, revisionIndicator }) => (revisionIndicator ? [effectiveDate] : [])));
  const standing = data.refRates.filter(({ effectiveDate, revisionIndicator }) => revisionIndicator || !revised.has(effectiveDate));
  const replaced = data.refRates.length - standing.length;
  const rows = standing.map(({ effectiveDate, percentRate }): Row => ({ date: effectiveDate, value: percentRate }));
  const replacement = replaced > 0 ? [`${counted(replaced, 'rate')} gave way to a revised one of the same date.`] : [];
  return present(rows, { ...answer, body, notes: [...notes, ...replacement] });
}

type Place = Answer & { readonly body: string; readonly notes: readonly string[] };

function present(rows: readonly Row[], place: Place): Parsed {
  const found = rows.flatMap(({ date, value }): Observation[] => (value === undefined ? [] : [{ date, value }]));
  const lacking = rows.flatMap(({ date, value }) => (value === undefined ? [date] : []));
  return arranged(found, { ...place, notes: [...place.notes, ...datesNote(lacking, 'date')] });
}

interface Operation extends Row {
  readonly identity: string;
  /** Type, direction and state in words. */
  readonly kind: string;
}

/** Sums operations of a kind by date. A date with an operation whose amount is missing has no sum. */
function summed(operations: readonly Operation[], isWanted: (kind: string) => boolean, place: Place): Parsed {
  const sums = new Map<EpochDay, number | undefined>();
  const summands = new Map<string, Operation>();
  const others = new Set<string>();
  for (const operation of operations) {
    const { identity, kind, date, value } = operation;
    if (!isWanted(kind)) {
      others.add(kind);
      continue;
    }
    const before = summands.get(`${date} ${identity}`);
    if (before && before.value !== value)
      throw wrongShape(place, `operation ${identity} of ${formatCivilDate(date)} has two amounts`, place);
    if (before) continue;
    summands.set(`${date} ${identity}`, operation);
    const sum = sums.has(date) ? sums.get(date) : 0;
    sums.set(date, sum === undefined || value === undefined ? undefined : sum + value);
  }
  const rows = Array.from(sums, ([date, value]): Row => ({ date, value }));
  const notes = others.size > 0 ? [...place.notes, `Operations of other kinds left out: ${[...others].sort().join('; ')}.`] : place.notes;
  return present(rows, { ...place, notes });
}
