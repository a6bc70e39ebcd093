import { createHash, randomUUID } from 'node:crypto';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { reconcile } from '../../core/series/versions.ts';
import { writeDescription } from '../../providers/catalogue.ts';
import type { Fetched } from '../../providers/provider.ts';
import type { Addition, Definition, HeldRows, PullRecord } from '../../store/store.ts';
import { mayRevise } from './belief.ts';
import type { CatalogueSeries, SourceAddress } from './catalogue.ts';
import type { ReadyRows, Sent } from './rows.ts';

/** What a pull of one source adds to a series, and to its adjusted closes. */
export interface AdditionRequest {
  readonly id: string;
  readonly sent: Sent;
  readonly held: HeldRows;
  readonly ready: ReadyRows;
  readonly fetched: Fetched;
  readonly since: EpochDay | undefined;
  /** Validator that the answer's body goes by from now on. */
  readonly etag: string | null;
  readonly now: number;
}

/** The rows that are new, with the record of how they came. */
export function additionOf({ id, sent, held, ready, fetched, since, etag, now }: AdditionRequest): Addition {
  const { series, source, terms } = sent;
  const order = series.sources.map(({ provider }) => provider);
  const { rows, added, revised, kept } = reconcile(held, ready.rows, {
    ...{ now, precision: terms.precision, hasVintages: ready.hasVintages },
    mayRevise: mayRevise(held, source.provider, order),
  });
  const pull: PullRecord = {
    ...emptyRecord(id, source, now),
    outcome: rows.dates.length > 0 ? 'stored' : 'unchanged',
    ...{ since: since ?? null, added, revised, etag },
    sha256: hashOf(fetched),
    bytes: fetched.responses.reduce((sum, { bytes }) => sum + bytes, 0),
    notes: [...ready.notes, ...(kept > 0 ? [`${kept} dates differ from what another source gave, which stays.`] : [])],
  };
  return { pull, definition: definitionOf(series, id, { source, title: terms.title }), rows };
}

/** What the store keeps of a series beside its figures: enough to read it without the catalogue. */
export function definitionOf(series: CatalogueSeries, id: string, { source, title }: { source: SourceAddress; title: string }): Definition {
  const {
    id: own,
    sources: _sources,
    adjusted: _adjusted,
    tolerance: _tolerance,
    byHand: _byHand,
    aliases: _aliases,
    licence,
    ...description
  } = series;
  return {
    ...writeDescription({
      ...description,
      title: id === own ? series.title : `${series.title} (adjusted close)`,
      source: `${title}, ${source.address}. ${licence}`,
    }),
  };
}

/** The record of an attempt of which nothing is known yet. */
export function emptyRecord(series: string, source: SourceAddress, at: number): PullRecord {
  const nothing = { since: null, added: 0, revised: 0, sha256: '', bytes: 0, etag: null, notes: [] };
  return { id: randomUUID(), series, source: source.provider, address: addressOf(source), at, outcome: 'unchanged', ...nothing };
}

/** An address with its scale: values of another scale are another answer. */
export const addressOf = ({ address, scale }: SourceAddress): string => (scale === 1 ? address : `${address} × ${scale}`);

/** One hash over the raw bodies in the order in which they came. */
function hashOf({ responses }: Fetched): string {
  if (responses.length === 1) return (responses[0] as (typeof responses)[number]).sha256;
  const hash = createHash('sha256');
  for (const { sha256 } of responses) hash.update(sha256);
  return hash.digest('hex');
}
