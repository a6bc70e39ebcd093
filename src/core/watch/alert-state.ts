import { addSpan, type EpochDay, type Span } from '../calendar/civil-date.ts';

/** Whether the condition of a rule holds: not, not long enough yet, yes, or no more. */
export type Condition = 'inactive' | 'pending' | 'firing' | 'resolved';

/** Why nothing can be said of a rule: no values, none that are recent enough, or it cannot be evaluated. */
export type Trouble = 'no data' | 'stale' | 'error';

/** What becomes of a rule in trouble: its reader is told, it counts as not holding, or it stays as it was. */
export type TroublePolicy = 'alert' | 'ok' | 'keep';

/** How a rule goes from one state to the next. */
export interface AlertPolicy {
  /** It fires once it has held for so long without a break; null: at once. */
  readonly pendingFor: Span | null;
  /** It stays firing for so long after it last held; null: it is resolved at once. */
  readonly keepFiring: Span | null;
  readonly noData: TroublePolicy;
  readonly stale: TroublePolicy;
}

/**
 * What was found of a rule: of a date, that its condition held or did not; of an instant, that it could be read (`sound`) or why not.
 * The machine takes readings in the order of their dates, and a date again where a later instant knew better.
 */
export interface Evaluation {
  readonly outcome: 'holds' | 'not' | 'sound' | Trouble;
  /** Instant as of which it was found, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** The date that it speaks of; of what is found of an instant, that instant's. */
  readonly date: EpochDay;
  /** The value that was read; null where there is none. */
  readonly reading: number | string | null;
  /** What stands in the way, in words. */
  readonly detail: string | null;
}

/** The state of a rule. Plain data, so that it can be kept. */
export interface AlertState {
  readonly condition: Condition;
  readonly trouble: Trouble | null;
  /** First and last date of the unbroken time in which it has held; null where it does not. */
  readonly heldFrom: EpochDay | null;
  readonly lastHeld: EpochDay | null;
  /** Date on which the last episode began to fire. */
  readonly episode: EpochDay | null;
  readonly reading: number | string | null;
  /** The newest date that was read, and the instant as of which. */
  readonly lastDate: EpochDay | null;
  readonly lastAt: number;
  /** The last instant at which it was looked whether it can be read. */
  readonly soundAt: number;
  /** Dates that were read, of the last `LATE_DAYS`, and those of them on which it held. */
  readonly seen: readonly EpochDay[];
  readonly held: readonly EpochDay[];
}

export type TransitionKind = 'pending' | 'firing' | 'resolved' | 'inactive' | 'recovered' | Trouble;

/** A step from one state to another. */
export interface Transition {
  readonly kind: TransitionKind;
  readonly at: number;
  readonly date: EpochDay;
  readonly reading: number | string | null;
  readonly detail: string | null;
  /** Date on which the episode began to fire, of `firing` and `resolved`. */
  readonly episode: EpochDay | null;
  /** Whether the date came after a later one had been read. */
  readonly isLate: boolean;
  /** Whether readers are to be told. */
  readonly isNews: boolean;
}

export interface Step {
  readonly state: AlertState;
  readonly transitions: readonly Transition[];
}

/** A date that comes so many days after a later one is an addition to the past, and no news. */
export const LATE_DAYS = 30;

/** The state of a rule of which nothing is known, and of which some dates were read before it was watched. */
export const unwatched = (read: readonly EpochDay[] = []): AlertState => ({
  ...{ condition: 'inactive', trouble: null, heldFrom: null, lastHeld: null, episode: null, reading: null },
  ...{ lastDate: read.at(-1) ?? null, lastAt: Number.MIN_SAFE_INTEGER, soundAt: Number.MIN_SAFE_INTEGER, seen: recent(read), held: [] },
});

/**
 * The state after an evaluation, and the transitions on the way. What was taken before changes nothing: the same state object comes back.
 *
 * @remarks Each time in which the condition holds gives one `firing` and at most one `resolved`. A date that comes late, out of its order,
 * and on which the condition held is an episode of its own, over as soon as it is known; unless it goes on with one that was told, or the
 * rule asks to hold for a time.
 */
export function step(state: AlertState, evaluation: Evaluation, policy: AlertPolicy): Step {
  const { outcome, at, date } = evaluation;
  if (outcome === 'holds' || outcome === 'not') {
    const { lastDate } = state;
    if (lastDate === null || date > lastDate) return inOrder(state, evaluation, policy);
    if (date === lastDate) return at > state.lastAt ? inOrder(state, evaluation, policy) : unchanged(state);
    return state.seen.includes(date) || date < lastDate - LATE_DAYS ? unchanged(state) : late(state, evaluation, policy);
  }
  return at > state.soundAt ? sound({ ...state, soundAt: at }, evaluation, policy) : unchanged(state);
}

const unchanged = (state: AlertState): Step => ({ state, transitions: [] });

function inOrder(before: AlertState, evaluation: Evaluation, policy: AlertPolicy): Step {
  const { date, at, reading } = evaluation;
  const state = { ...before, lastDate: date, lastAt: at, reading, ...withDate(before, evaluation) };
  return evaluation.outcome === 'holds' ? held(state, evaluation, policy) : notHeld(state, evaluation, policy);
}

/** The dates that were read, with one more. */
function withDate({ seen, held: on }: AlertState, { date, outcome }: Evaluation): Pick<AlertState, 'seen' | 'held'> {
  const dates = recent([...seen.filter((day) => day !== date), date]);
  const first = dates[0] as EpochDay;
  const others = on.filter((day) => day !== date && day >= first);
  return { seen: dates, held: outcome === 'holds' ? [...others, date].sort((a, b) => a - b) : others };
}

function held(state: AlertState, evaluation: Evaluation, { pendingFor }: AlertPolicy): Step {
  const { date } = evaluation;
  if (state.condition === 'firing') return unchanged({ ...state, lastHeld: date });
  const heldFrom = state.condition === 'pending' ? (state.heldFrom as EpochDay) : date;
  const holding = { ...state, heldFrom, lastHeld: date };
  if (pendingFor === null || date >= addSpan(heldFrom, pendingFor))
    return moved({ ...holding, condition: 'firing', episode: date }, evaluation, { kind: 'firing', isNews: true });
  if (state.condition === 'pending') return unchanged(holding);
  return moved({ ...holding, condition: 'pending' }, evaluation, { kind: 'pending' });
}

function notHeld(state: AlertState, evaluation: Evaluation, { keepFiring }: AlertPolicy): Step {
  const over = { ...state, heldFrom: null, lastHeld: null };
  if (state.condition === 'pending') return moved({ ...over, condition: 'inactive' }, evaluation, { kind: 'inactive' });
  if (state.condition !== 'firing') return unchanged(state);
  if (keepFiring !== null && evaluation.date < addSpan(state.lastHeld as EpochDay, keepFiring)) return unchanged(state);
  return moved({ ...over, condition: 'resolved' }, evaluation, { kind: 'resolved', isNews: true });
}

function late(before: AlertState, evaluation: Evaluation, { pendingFor, keepFiring }: AlertPolicy): Step {
  const state = { ...before, ...withDate(before, evaluation) };
  if (evaluation.outcome === 'not' || pendingFor !== null || goesOn(before, evaluation.date, keepFiring)) return unchanged(state);
  const mark = { isNews: true, isLate: true, episode: evaluation.date };
  return { state, transitions: (['firing', 'resolved'] as const).map((kind) => transition(kind, evaluation, mark)) };
}

/** Whether the condition held on the date that was read before or after a date, or within the time for which it keeps firing. */
function goesOn({ seen, held: on }: AlertState, date: EpochDay, keepFiring: Span | null): boolean {
  const next = [seen.findLast((day) => day < date), seen.find((day) => day > date)];
  if (next.some((day) => day !== undefined && on.includes(day))) return true;
  return keepFiring !== null && on.some((day) => addSpan(Math.min(day, date), keepFiring) > Math.max(day, date));
}

function sound(state: AlertState, evaluation: Evaluation, policy: AlertPolicy): Step {
  const { outcome } = evaluation;
  if (outcome === 'holds' || outcome === 'not') throw new Error('a reading is no word on whether a rule can be read');
  const what = outcome === 'sound' ? 'ok' : policyOf(outcome, policy);
  const trouble = outcome === 'sound' || what === 'ok' ? null : outcome;
  const after = { ...state, trouble };
  // Counted as not holding, from the date of the look on.
  const ended = outcome !== 'sound' && what === 'ok' ? notHeld(after, evaluation, policy) : unchanged(after);
  if (trouble === state.trouble) return ended;
  const isNews = trouble === null || what === 'alert';
  return { ...ended, transitions: [transition(trouble ?? 'recovered', evaluation, { isNews }), ...ended.transitions] };
}

const policyOf = (trouble: Trouble, { noData, stale }: AlertPolicy): TroublePolicy =>
  trouble === 'error' ? 'alert' : trouble === 'stale' ? stale : noData;

function moved(
  state: AlertState,
  evaluation: Evaluation,
  { kind, isNews = false }: { readonly kind: TransitionKind; readonly isNews?: boolean },
): Step {
  const episode = kind === 'firing' || kind === 'resolved' ? state.episode : null;
  return { state, transitions: [transition(kind, evaluation, { isNews, episode })] };
}

function transition(
  kind: TransitionKind,
  { at, date, reading, detail }: Evaluation,
  { isNews, isLate = false, episode = null }: { readonly isNews: boolean; readonly isLate?: boolean; readonly episode?: EpochDay | null },
): Transition {
  return { kind, at, date, reading, detail, episode, isLate, isNews };
}

/** Dates in order, without those that are too old to be waited for. */
function recent(dates: readonly EpochDay[]): readonly EpochDay[] {
  const sorted = dates.toSorted((a, b) => a - b);
  const last = sorted.at(-1) ?? 0;
  return sorted.filter((day) => day >= last - LATE_DAYS);
}
