import { formatInstant } from '../../contract/format.ts';
import type { ForecastEntry, ForecastQuestion, ScoreEntry } from '../../contract/ledger.ts';
import type { LedgerHead } from '../../store/ledger.ts';
import type { Store } from '../../store/store.ts';
import { CallerError, type Context } from '../context.ts';
import { chained, type EntryBody, type ReadChain, type ReadEntry, readRows } from './chain.ts';

/** One question as one text. */
export const questionKey = ({ pack, claim, outcome, eventDate }: ForecastQuestion): string =>
  JSON.stringify([pack, claim, outcome, eventDate]);

type WithHash<Entry> = Entry & { readonly hash: string };

/** The forecasts of a chain, in its order. */
export const forecastsIn = ({ entries }: Pick<ReadChain, 'entries'>): WithHash<ForecastEntry>[] =>
  entries.filter((entry): entry is Extract<ReadEntry, { kind: 'forecast' }> => entry.kind === 'forecast');

/** The scores of a chain by the number of their forecast. */
export const scoresIn = ({ entries }: Pick<ReadChain, 'entries'>): ReadonlyMap<number, WithHash<ScoreEntry>> =>
  new Map(entries.flatMap((entry) => (entry.kind === 'score' ? [[entry.forecast, entry]] : [])));

/** The store in which forecasts are sealed; a folder of files and the table that ships have none. */
export function ledgerStore({ store, dataOption, program }: Context): Store {
  if (store) return store;
  throw new CallerError(
    dataOption === ''
      ? `forecasts are sealed in the store and scored by its data, and there are none: \`${program} pull\` or \`${program} import\` first`
      : `forecasts are sealed in the store and scored by its data: leave out ${dataOption}`,
  );
}

/** Somebody else may be faster so often; then something is wrong. */
const MOST_ATTEMPTS = 50;

/**
 * Carries the ledger on. What is to be added is decided on the ledger as it is; where it has grown meanwhile, it is decided anew.
 *
 * @param decide - What to add to a chain; nothing for nothing.
 * @returns The chain before, what was added, and the new head.
 * @throws CallerError where the chain is broken, or the clock is behind its last entry.
 */
export async function carryOn<Body extends EntryBody>(
  store: Store,
  { data, program }: Context,
  decide: (chain: ReadChain) => readonly Body[],
): Promise<{ readonly chain: ReadChain; readonly added: readonly Body[]; readonly head: LedgerHead; readonly at: number }> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const chain = wholeChain(readRows(await store.ledgerRows()), program);
    const at = data.now();
    refuseEarlierClock(chain, at);
    const added = decide(chain);
    const rows = chained(added, chain.head, at);
    const last = rows.at(-1);
    if (!last) return { chain, added, head: chain.head, at };
    if (await store.appendLedger(rows, chain.head)) return { chain, added, head: { entries: last.sequence, hash: last.hash }, at };
  }
  throw new Error(`the ledger grew ${MOST_ATTEMPTS} times while it was to be carried on`);
}

function wholeChain(chain: ReadChain, program: string): ReadChain {
  if (!chain.fault) return chain;
  throw new CallerError(
    `the ledger is broken at ${chain.fault.at} (${chain.fault.problem}), and is not carried on: \`${program} forecast verify\` tells more, \`${program} store restore\` puts a copy back`,
  );
}

function refuseEarlierClock({ entries }: ReadChain, at: number): void {
  const last = entries.at(-1);
  if (last && Date.parse(last.at) > at)
    throw new CallerError(
      `the clock says ${formatInstant(new Date(at).toISOString())}, and the last entry was sealed at ${formatInstant(last.at)}: set the clock`,
    );
}
