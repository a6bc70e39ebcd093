import type { AlertRule } from '../../contract/watch.ts';
import { dateOfInstant } from '../../core/series/panel.ts';
import { type AlertState, step, type Transition, unwatched } from '../../core/watch/alert-state.ts';
import { covers } from '../../core/watch/silence.ts';
import type { AlertAddition, AlertTransition, Delivery, KeptSilence } from '../../store/alerts.ts';
import { type Store, StoreError } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { describeFailure } from '../failure.ts';
import { type AlertRecord, type RecordedAlert, recorded } from './alert-record.ts';
import { type AskNow, findByClaim } from './claim-readings.ts';
import { noticeOf, type Told, transitionId } from './notice.ts';
import { type Found, findByExpression } from './readings.ts';
import type { Rules, WatchedRule } from './rules.ts';

/** Where rules are evaluated. */
export interface Evaluating {
  readonly store: Store;
  readonly context: Context;
  readonly ask: AskNow;
  /** The instant of the look, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

/** What a look at the rules found. */
export interface Evaluated {
  readonly steps: readonly AlertTransition[];
  /** Rules that could not be evaluated, with why. */
  readonly failures: readonly { readonly rule: string; readonly why: string }[];
}

/**
 * Takes in, rule by rule, what is new: the state, the steps and the messages of each are stored together or not at all. A rule that
 * changed since begins a new history; one that is no longer in the file ends its own.
 */
export async function evaluateRules(rules: Rules, evaluating: Evaluating): Promise<Evaluated> {
  const { alerts } = evaluating.store;
  const known = new Map((await alerts.current()).map((kept) => [kept.rule, recorded(kept)]));
  const silences = await alerts.silences();
  const steps: AlertTransition[] = [];
  const failures: { rule: string; why: string }[] = [];
  for (const watched of rules.rules) {
    const held = known.get(watched.rule.id);
    const kept = held?.version === watched.version && !held.state.isClosed ? held : await begin(watched, { held, silences, ...evaluating });
    known.set(watched.rule.id, kept);
    const found = await findOrFail(watched, kept.state.alert, evaluating);
    for (const { outcome, detail } of found.evaluations)
      if (outcome === 'error') failures.push({ rule: watched.rule.id, why: detail ?? '' });
    const addition = additionOf(watched, { kept, found, silences, others: [...known.values()], now: evaluating.now });
    if (addition === undefined) continue;
    await alerts.add(addition, evaluating.now);
    known.set(watched.rule.id, { ...kept, revision: kept.revision + 1, state: addition.state as AlertRecord });
    steps.push(...addition.transitions);
  }
  const inFile = new Set(rules.rules.map(({ rule }) => rule.id));
  for (const held of known.values()) if (!inFile.has(held.rule) && !held.state.isClosed) await close(held, evaluating);
  return { steps, failures };
}

const FRESH: AlertRecord = { alert: unwatched(), isEpisodeTold: false, isTroubleTold: false, isClosed: false };

/** Begins a history; where another one of the rule fired, its readers are told that it ends. */
async function begin(
  { rule, version }: WatchedRule,
  { held, silences, store, now }: { readonly held: RecordedAlert | undefined; readonly silences: readonly KeptSilence[] } & Evaluating,
): Promise<RecordedAlert> {
  const ending = held && !held.state.isClosed ? endingOf(held, { now, rule, silences }) : { transitions: [], deliveries: [] };
  const history = await store.alerts.begin({ rule: rule.id, version, definition: rule, begunAt: now }, FRESH, ending);
  return { rule: rule.id, history, version, definition: rule, begunAt: now, revision: 1, state: FRESH, recordedAt: now };
}

function endingOf(
  held: RecordedAlert,
  { now, rule, silences }: { readonly now: number; readonly rule: AlertRule; readonly silences: readonly KeptSilence[] },
) {
  const { alert, isEpisodeTold } = held.state;
  const told: Told = {
    kind: 'changed',
    at: now,
    date: dateOfInstant(now),
    reading: alert.reading,
    detail: null,
    episode: alert.episode,
    isLate: false,
  };
  const isNews = alert.condition === 'firing' && isEpisodeTold;
  const withheld = isNews ? silencedBy(silences, rule.id, now) : null;
  const id = transitionId(held.rule, held.history, told);
  const transition = stepOf(held, told, { id, now, withheld });
  return { transitions: [transition], deliveries: isNews && withheld === null ? deliveriesOf(rule, told, { id, now }) : [] };
}

/** A rule that is gone from the file: its history ends. */
async function close(held: RecordedAlert, { store, now }: Evaluating): Promise<void> {
  const told = { kind: 'closed', at: now, date: dateOfInstant(now), reading: held.state.alert.reading, detail: null, isLate: false };
  const transition = stepOf(held, told, { id: transitionId(held.rule, held.history, told), now, withheld: null });
  const { rule, history, revision } = held;
  await store.alerts.add(
    { rule, history, from: revision, state: { ...held.state, isClosed: true }, transitions: [transition], deliveries: [] },
    now,
  );
}

/** A rule that cannot be evaluated is in trouble; only what the store says is everybody's trouble. */
async function findOrFail(watched: WatchedRule, state: AlertState, { context, ask, now }: Evaluating): Promise<Found> {
  try {
    const { checked } = watched;
    return await (checked ? findByExpression({ ...watched, checked }, state, { context, now }) : findByClaim(watched, state, { ask, now }));
  } catch (error) {
    if (error instanceof StoreError || context.signal?.aborted) throw error;
    return {
      state,
      evaluations: [{ outcome: 'error', at: now, date: dateOfInstant(now), reading: null, detail: describeFailure(error).message }],
    };
  }
}

interface Addable {
  readonly kept: RecordedAlert;
  readonly found: Found;
  readonly silences: readonly KeptSilence[];
  readonly others: readonly RecordedAlert[];
  readonly now: number;
}

function additionOf({ rule, policy }: WatchedRule, { kept, found, silences, others, now }: Addable): AlertAddition | undefined {
  let record: AlertRecord = { ...kept.state, alert: found.state };
  const transitions: AlertTransition[] = [];
  const deliveries: Delivery[] = [];
  for (const evaluation of found.evaluations) {
    const taken = step(record.alert, evaluation, policy);
    record = { ...record, alert: taken.state };
    for (const transition of taken.transitions) {
      const id = transitionId(rule.id, kept.history, transition);
      const isNews = transition.isNews && isOwed(transition, record, rule);
      const withheld = isNews ? (silencedBy(silences, rule.id, now) ?? toldElsewhere(rule, transition, others)) : null;
      const isTold = isNews && withheld === null;
      transitions.push(stepOf(kept, transition, { id, now, withheld }));
      if (isTold) deliveries.push(...deliveriesOf(rule, transition as Told, { id, now }));
      record = withTold(record, transition, isTold);
    }
  }
  if (transitions.length === 0 && !hasMoved(kept.state.alert, record.alert)) return undefined;
  return { rule: rule.id, history: kept.history, from: kept.revision, state: record, transitions, deliveries };
}

/** That it was looked once more is not worth a row. */
const hasMoved = (before: AlertState, after: AlertState): boolean =>
  JSON.stringify({ ...before, soundAt: 0 }) !== JSON.stringify({ ...after, soundAt: 0 });

/** An end is told to those who were told of the beginning, where they want to know. */
function isOwed({ kind, isLate }: Transition, { isEpisodeTold, isTroubleTold }: AlertRecord, { tellResolved }: AlertRule): boolean {
  if (kind === 'resolved') return tellResolved && isEpisodeTold && !isLate;
  return kind !== 'recovered' || isTroubleTold;
}

function withTold(record: AlertRecord, { kind, isLate }: Transition, isTold: boolean): AlertRecord {
  if (isLate) return record;
  if (kind === 'firing' || kind === 'resolved') return { ...record, isEpisodeTold: kind === 'firing' && isTold };
  if (kind === 'no data' || kind === 'stale' || kind === 'error' || kind === 'recovered')
    return { ...record, isTroubleTold: kind !== 'recovered' && isTold };
  return record;
}

function silencedBy(silences: readonly KeptSilence[], rule: string, now: number): string | null {
  const silence = silences.find((one) => covers(one, rule, now));
  return silence ? `silence ${silence.id.slice(0, 8)}: ${silence.why}` : null;
}

/** Of rules with one key the first that fires is told of, as long as it fires. */
function toldElsewhere({ id, dedupe }: AlertRule, { kind, isLate }: Transition, others: readonly RecordedAlert[]): string | null {
  if (dedupe === undefined || kind !== 'firing' || isLate) return null;
  const twin = others.find(
    ({ rule, definition, state }) =>
      rule !== id && definition.dedupe === dedupe && !state.isClosed && state.isEpisodeTold && state.alert.condition === 'firing',
  );
  return twin ? `same key as ${twin.rule}, which fires` : null;
}

function stepOf(
  { rule, history }: RecordedAlert,
  { kind, at, date, reading, detail, isLate }: Omit<Transition, 'kind' | 'episode' | 'isNews'> & { readonly kind: string },
  { id, now, withheld }: { readonly id: string; readonly now: number; readonly withheld: string | null },
): AlertTransition {
  return { id, rule, history, kind, at, noticedAt: now, date, withheld, facts: { reading, detail, isLate } };
}

function deliveriesOf(rule: AlertRule, told: Told, { id, now }: { readonly id: string; readonly now: number }): Delivery[] {
  return [...new Set(rule.sinks)].map((sink) => {
    const delivery = `${id}-${sink}`;
    return { id: delivery, rule: rule.id, sink, createdAt: now, message: noticeOf(rule, told, { id: delivery, noticedAt: now }) };
  });
}
