import type { PullResult } from '../../contract/pull.ts';
import { NowInput, type NowResult } from '../../contract/state.ts';
import { asOf } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import type { Courier } from '../../delivery/courier.ts';
import type { SeriesProvider } from '../../providers/provider.ts';
import type { AlertTransition } from '../../store/alerts.ts';
import { ageOf } from '../age.ts';
import type { Context } from '../context.ts';
import { describeFailure } from '../failure.ts';
import { now as whatIsOn } from '../operations/now.ts';
import { pull } from '../operations/pull.ts';
import { storedSeries } from '../stored-series.ts';
import { evaluateRules } from './evaluate-rules.ts';
import type { Rules } from './rules.ts';

/** What the watch needs of the world. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface WatchWorld {
  /** A context of today, over the store. */
  openContext(): Promise<Context>;
  /** Lets go of the store until the next turn, so that other commands get at it; undefined where this process owns it. */
  readonly releaseStore?: (() => Promise<void>) | undefined;
  /** Asks an operation elsewhere, where computing here would hold up others; undefined: it is computed here. */
  readonly askNow?: ((input: unknown) => Promise<NowResult>) | undefined;
  /** Told when the store may have been written to: after a turn with its steps, after messages without. */
  readonly onWritten?: ((steps: readonly AlertTransition[]) => Promise<void>) | undefined;
  readonly courier: Courier;
  now(): number;
  /** Waits so many milliseconds, or until it is to stop. */
  wait(ms: number): Promise<void>;
  log(level: 'info' | 'warn', facts: Readonly<Record<string, unknown>>, message: string): void;
  readonly stop: AbortSignal;
}

/** What a turn did. */
export interface Turn {
  readonly pulled: PullResult | undefined;
  readonly steps: readonly AlertTransition[];
  readonly failures: number;
  /** Series whose value was due and has not come. */
  readonly overdue: ReadonlySet<string>;
}

/** Brings series up to date, evaluates every rule and keeps what came of it. What cannot be pulled is evaluated as it is held. */
export async function takeTurn(rules: Rules, ids: readonly string[], world: WatchWorld): Promise<Turn> {
  const opened = await world.openContext();
  const pulled = ids.length === 0 ? undefined : await pullOrTell(ids, { ...opened, signal: world.stop }, world);
  const store = await opened.data.openStore({ create: true });
  const context: Context = { ...opened, store, series: loadedOnce(storedSeries(store)) };
  const ask = world.askNow ?? (async (input: unknown) => (await whatIsOn(input, context)).result);
  const now = world.now();
  const { steps, failures } = await evaluateRules(rules, { store, context, now, ask: (question) => ask(NowInput.parse(question)) });
  for (const { rule, why } of failures) world.log('warn', { rule, why }, 'a rule could not be evaluated');
  for (const { rule, kind, withheld } of steps) world.log('info', { rule, kind, ...(withheld && { withheld }) }, 'a rule moved');
  await world.onWritten?.(steps);
  return { pulled, steps, failures: failures.length, overdue: await overdueOf(ids, context, now) };
}

/** A source whose series are loaded once, however many rules read them. */
function loadedOnce(source: SeriesProvider): SeriesProvider {
  const loaded = new Map<string, Promise<Series>>();
  let ids: Promise<readonly string[]> | undefined;
  return {
    description: source.description,
    ids: () => (ids ??= source.ids()),
    load(id) {
      const known = loaded.get(id) ?? source.load(id);
      loaded.set(id, known);
      return known;
    },
  };
}

async function pullOrTell(ids: readonly string[], context: Context, world: WatchWorld): Promise<PullResult | undefined> {
  try {
    const result = await pull({ ids }, context);
    const failed = result.series.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
    if (failed.length > 0) world.log('warn', { series: failed }, 'series could not be had');
    return result;
  } catch (error) {
    if (world.stop.aborted) throw error;
    world.log('warn', { why: describeFailure(error).message }, 'nothing could be had');
    return undefined;
  }
}

async function overdueOf(ids: readonly string[], { series }: Context, now: number): Promise<ReadonlySet<string>> {
  const held = new Set(await series.ids());
  const late = await Promise.all(
    ids.map(async (id) => {
      if (!held.has(id)) return [id];
      const known = asOf(await series.load(id), now);
      return known.dates.length === 0 || ageOf(known, now) > 0 ? [id] : [];
    }),
  );
  return new Set(late.flat());
}
