import { randomUUID } from 'node:crypto';
import { formatCount, formatPercent } from '../../contract/format.ts';
import type { UnprofitablePoint, UnprofitableResult } from '../../contract/unprofitable.ts';
import { parseCivilDate } from '../../core/calendar/civil-date.ts';
import { endOfDay } from '../../core/series/panel.ts';
import type { Versions } from '../../core/series/series.ts';
import { reconcile } from '../../core/series/versions.ts';
import { writeDescription } from '../../providers/catalogue.ts';
import type { Addition, Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { shippedCatalogue } from '../import/plan.ts';
import type { SeriesCatalogue } from '../pull/catalogue.ts';

/** Whose the values are: computed here, not pulled and not imported. */
const COMPUTED = 'computed';

/** What is to be kept, and what it was computed from. */
export interface KeepRequest {
  readonly fund: string;
  readonly id: string;
  readonly points: readonly UnprofitablePoint[];
  readonly digest: { readonly sha256: string; readonly bytes: number };
}

const KINDS = [
  { suffix: 'COUNT', words: 'count', of: ({ byCount }: UnprofitablePoint) => byCount },
  { suffix: 'WEIGHT', words: 'weight', of: ({ byWeight }: UnprofitablePoint) => byWeight },
] as const;
type Kind = (typeof KINDS)[number];

/** Keeps the shares as two series. Each value is known from the end of its date; where too little is known there is none. */
export async function keepShares(request: KeepRequest, context: Context): Promise<UnprofitableResult['kept']> {
  const store = await context.data.openStore({ create: true });
  const catalogue = await shippedCatalogue(context);
  const now = context.data.now();
  const prepared = [];
  for (const kind of KINDS) prepared.push(await prepare(kind, request, { store, catalogue, now }));
  await store.add(...prepared.map(({ addition }) => addition));
  return prepared.map(({ kept }) => kept);
}

async function prepare(
  kind: Kind,
  { fund, id: ticker, points, digest }: KeepRequest,
  { store, catalogue, now }: { readonly store: Store; readonly catalogue: SeriesCatalogue; readonly now: number },
): Promise<{ addition: Addition; kept: UnprofitableResult['kept'][number] }> {
  const id = `UNPROFITABLE_${ticker}_${kind.suffix}`;
  const came = rowsOf(points, kind, now);
  const held = await store.held(id);
  const mayRevise = (index: number) => held.sources[index] === COMPUTED;
  const { rows, added, revised, kept } = reconcile(held, came, { now, precision: 0, hasVintages: true, mayRevise });
  const coverage = coverageNote(points, kind);
  const left = points.length - came.dates.length;
  const notes = [
    coverage,
    ...(left > 0 ? [`${formatCount(left, 'date')} left out, of which too little was known.`] : []),
    ...(kept > 0 ? [`${formatCount(kept, 'date')} imported before, which stay as they are.`] : []),
  ];
  const known = catalogue.get(id);
  const definition = writeDescription({
    title: known?.title ?? `Share of the companies of ${fund} with a loss over four quarters, by ${kind.words}`,
    unit: 'share',
    calendar: 'irregular',
    source: `Computed from the holdings of ${fund} and company facts of the SEC`,
    note: coverage,
  });
  const pull = {
    ...{ id: randomUUID(), series: id, source: COMPUTED, address: fund, since: null, at: now, added, revised, etag: null, notes },
    outcome: rows.dates.length > 0 ? ('stored' as const) : ('unchanged' as const),
    ...digest,
  };
  return { addition: { pull, definition, rows }, kept: { id, rows: came.dates.length, added, revised } };
}

function rowsOf(points: readonly UnprofitablePoint[], { of }: Kind, now: number): Versions {
  const rows = points.flatMap((point) => {
    const share = of(point);
    const date = parseCivilDate(point.asOf) as number;
    // Today's end has not come, but what is known now is known.
    return share.ok ? [{ date, value: share.share, knownAt: Math.min(endOfDay(date), now) }] : [];
  });
  return {
    dates: Int32Array.from(rows, ({ date }) => date),
    values: Float64Array.from(rows, ({ value }) => value),
    knownAt: Float64Array.from(rows, ({ knownAt }) => knownAt),
  };
}

function coverageNote(points: readonly UnprofitablePoint[], { suffix, of }: Kind): string {
  const covered = points
    .filter((point) => of(point).ok)
    .map(({ covered: count, companies, coveredWeight }) => (suffix === 'COUNT' ? count / companies : coveredWeight));
  if (covered.length === 0) return 'Of no date enough was known.';
  const [low, high] = [Math.min(...covered), Math.max(...covered)].map(formatPercent);
  const what = suffix === 'COUNT' ? 'companies' : 'weight';
  return `Covers ${low === high ? low : `${low} to ${high}`} of the ${what}; the share is of what is covered.`;
}
