import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSpan, DAY_MS, type Span } from '../../../src/core/calendar/civil-date.ts';
import {
  type AlertPolicy,
  type AlertState,
  type Evaluation,
  step,
  type Transition,
  type TroublePolicy,
  unwatched,
} from '../../../src/core/watch/alert-state.ts';

const AT_ONCE: AlertPolicy = { pendingFor: null, keepFiring: null, noData: 'alert', stale: 'alert' };
const days = (count: number): Span => ({ count, unit: 'd' });

const reading = (date: number, holds: boolean, at = date * DAY_MS): Evaluation => ({
  ...{ outcome: holds ? 'holds' : 'not', at, date, reading: date, detail: null },
});
const look = (outcome: Evaluation['outcome'], at: number): Evaluation => ({
  ...{ outcome, at: at * DAY_MS, date: at, reading: null, detail: null },
});

/** Takes evaluations in, one after the other. */
function take(evaluations: readonly Evaluation[], policy = AT_ONCE, from: AlertState = unwatched()) {
  const transitions: Transition[] = [];
  let state = from;
  for (const evaluation of evaluations) {
    const taken = step(state, evaluation, policy);
    state = taken.state;
    transitions.push(...taken.transitions);
  }
  return { state, transitions, kinds: transitions.map(({ kind, date }) => `${kind} ${date}`) };
}

/** `..##.#` as readings of days 0, 1, 2 …: `#` holds. */
const pattern = (text: string): Evaluation[] => [...text].map((mark, i) => reading(i, mark === '#'));

const held = fc.array(fc.boolean(), { maxLength: 60 });
const spans = fc.option(fc.integer({ min: 1, max: 9 }).map(days), { nil: null });
const policies = fc.record({
  ...{ pendingFor: spans, keepFiring: spans },
  ...{ noData: fc.constantFrom<TroublePolicy>('alert', 'ok', 'keep'), stale: fc.constantFrom<TroublePolicy>('alert', 'ok', 'keep') },
});

describe('a rule', () => {
  test('fires where its condition begins to hold, and is over where it ends', () => {
    expect(take(pattern('..##.#.')).kinds).toEqual(['firing 2', 'resolved 4', 'firing 5', 'resolved 6']);
  });

  test('that asks to hold for three days is pending until then, and what is shorter is no alarm', () => {
    const { kinds } = take(pattern('.##.####.'), { ...AT_ONCE, pendingFor: days(3) });
    expect(kinds).toEqual(['pending 1', 'inactive 3', 'pending 4', 'firing 7', 'resolved 8']);
  });

  test('that keeps firing is not over before its time, counted from the last day on which it held', () => {
    const { kinds } = take(pattern('#..#....'), { ...AT_ONCE, keepFiring: days(3) });
    expect(kinds).toEqual(['firing 0', 'resolved 6']);
  });

  test('tells of a date that comes after newer ones as an episode of its own, once', () => {
    const late = reading(3, true);
    const { transitions, state } = take([reading(1, false), reading(2, false), reading(4, false), late, late]);
    expect(transitions.map(({ kind, episode, isLate }) => [kind, episode, isLate])).toEqual([
      ['firing', 3, true],
      ['resolved', 3, true],
    ]);
    expect(state.condition).toBe('inactive');
  });

  test('takes a late date beside one on which it held for a part of that episode', () => {
    expect(take([reading(1, false), reading(2, true), reading(4, false), reading(3, true)]).kinds).toEqual(['firing 2', 'resolved 4']);
    const kept = { ...AT_ONCE, keepFiring: days(5) };
    expect(take([reading(1, true), reading(2, false), reading(4, false), reading(3, true)], kept).kinds).toEqual(['firing 1']);
    // Another one fires now, and this was before.
    expect(take([reading(1, false), reading(3, false), reading(4, true), reading(2, true)]).kinds).toEqual([
      'firing 4',
      'firing 2',
      'resolved 2',
    ]);
  });

  test('takes a date that is more than thirty days late for an addition to the past', () => {
    expect(take([reading(100, false), reading(69, true)]).kinds).toEqual([]);
    expect(take([reading(100, false), reading(70, true)]).kinds).toEqual(['firing 70', 'resolved 70']);
  });

  test('reads its newest date again where a value was corrected', () => {
    const corrected = reading(5, true, 5 * DAY_MS + 1);
    expect(take([reading(5, false), corrected, corrected]).kinds).toEqual(['firing 5']);
  });

  test('that cannot be read tells so once, keeps its episode, and tells when it can be read again', () => {
    const { kinds } = take([reading(1, true), look('stale', 9), look('stale', 10), look('sound', 11), reading(2, true), reading(3, false)]);
    expect(kinds).toEqual(['firing 1', 'stale 9', 'recovered 11', 'resolved 3']);
  });

  test.each([
    ['alert', ['firing 1', 'no data 9'], 'firing', true],
    ['ok', ['firing 1', 'resolved 9'], 'resolved', true],
    ['keep', ['firing 1', 'no data 9'], 'firing', false],
  ] as const)('without data and with the policy %s goes on as that says', (noData, kinds, condition, isNews) => {
    const found = take([reading(1, true), look('no data', 9)], { ...AT_ONCE, noData });
    expect(found.kinds).toEqual(kinds);
    expect(found.state.condition).toBe(condition);
    expect(found.transitions.at(-1)?.isNews).toBe(isNews);
  });

  test('that failed is always told of', () => {
    const { transitions } = take([look('error', 1)], { ...AT_ONCE, noData: 'keep', stale: 'keep' });
    expect(transitions).toMatchObject([{ kind: 'error', isNews: true }]);
  });
});

describe('over any readings and any policy', () => {
  const evaluationsOf = (holds: readonly boolean[]) => holds.map((one, date) => reading(date, one));

  test('each episode has one firing and at most one end, in turns, and the end is its own', () => {
    fc.assert(
      fc.property(held, policies, (holds, policy) => {
        const news = take(evaluationsOf(holds), policy).transitions.filter(({ kind }) => kind === 'firing' || kind === 'resolved');
        news.forEach(({ kind, episode, date }, i) => {
          expect(kind).toBe(i % 2 === 0 ? 'firing' : 'resolved');
          if (kind === 'resolved') expect(episode).toBe(news[i - 1]?.date);
          else expect(episode).toBe(date);
        });
      }),
    );
  });

  test('the same evaluations once more, all or some of them, in any order, change nothing', () => {
    fc.assert(
      fc.property(held, policies, fc.infiniteStream(fc.nat()), (holds, policy, order) => {
        const evaluations = [...evaluationsOf(holds), look('stale', 200), look('sound', 201)];
        const { state } = take(evaluations, policy);
        const again = evaluations.map((one) => [order.next().value as number, one] as const).sort(([a], [b]) => a - b);
        const replay = take(
          again.map(([, one]) => one).filter(({ date }) => date >= holds.length - 30),
          policy,
          state,
        );
        expect(replay.transitions).toEqual([]);
        expect(replay.state).toBe(state);
      }),
    );
  });

  test('cut anywhere and taken up again, the transitions are the same', () => {
    fc.assert(
      fc.property(held, policies, fc.nat(60), (holds, policy, cut) => {
        const all = evaluationsOf(holds);
        const first = take(all.slice(0, cut), policy);
        const second = take(all, policy, JSON.parse(JSON.stringify(first.state)));
        expect([...first.transitions, ...second.transitions]).toEqual(take(all, policy).transitions);
      }),
    );
  });

  test('two alarms of a rule that keeps firing are further apart than that', () => {
    fc.assert(
      fc.property(held, fc.integer({ min: 1, max: 9 }), (holds, keep) => {
        const { transitions } = take(evaluationsOf(holds), { ...AT_ONCE, keepFiring: days(keep) });
        const fired = transitions.filter(({ kind }) => kind === 'firing').map(({ date }) => date);
        fired.forEach((date, i) => {
          if (i > 0) expect(date).toBeGreaterThan(addSpan(fired[i - 1] as number, days(keep)));
        });
      }),
    );
  });

  test('it fires on the dates that counting runs by hand gives', () => {
    fc.assert(
      fc.property(held, fc.integer({ min: 0, max: 5 }), (holds, wait) => {
        const policy = { ...AT_ONCE, pendingFor: wait === 0 ? null : days(wait) };
        const runs = [
          ...holds
            .map((one) => (one ? '#' : '.'))
            .join('')
            .matchAll(/#+/g),
        ];
        const expected = runs.filter(([run]) => run.length > wait).map((run) => run.index + wait);
        const { transitions } = take(evaluationsOf(holds), policy);
        expect(transitions.filter(({ kind }) => kind === 'firing').map(({ date }) => date)).toEqual(expected);
      }),
    );
  });

  test('dates that come in another order than their own are each told of once, and none is lost', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { minLength: 1 }), (order) => {
        // Every other day holds, so that each is an episode of its own.
        const around = (day: number) => [reading(2 * day - 1, false), reading(2 * day, true), reading(2 * day + 1, false)];
        const { transitions } = take(order.flatMap(around));
        const told = transitions.filter(({ kind }) => kind === 'firing').map(({ date }) => date);
        const newest = 2 * Math.max(...order);
        const inReach = order.map((day) => 2 * day).filter((day, i) => day >= 2 * Math.max(...order.slice(0, i), 0) + 1 - 30);
        expect(new Set(told).size).toBe(told.length);
        expect(told.toSorted((a, b) => a - b)).toEqual(inReach.toSorted((a, b) => a - b));
        expect(told).toContain(newest);
      }),
    );
  });
});
