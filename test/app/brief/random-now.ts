import fc from 'fast-check';
import type { Evidence } from '../../../src/contract/evidence.ts';
import type { ClaimState, NowResult } from '../../../src/contract/state.ts';
import { VerdictKind } from '../../../src/contract/verdict.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const change = fc.double({ min: -0.95, max: 30, noNaN: true });
const count = fc.integer({ min: 0, max: 4000 });
const date = fc
  .integer({ min: Date.UTC(2019, 0, 1) / 864e5, max: Date.UTC(2026, 11, 31) / 864e5 })
  .map((day) => new Date(day * 864e5).toISOString().slice(0, 10));
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const outcome = fc.constantFrom(
  { outcome: 'return(BTC, 180d)', kind: 'return' as const },
  { outcome: 'return(BAA10Y, 1y)', kind: 'return' as const },
  { outcome: 'excess_return(RUT, SPX, 13w)', kind: 'log difference' as const },
  { outcome: 'hits(all_time_high(BTC), within: 6mo)', kind: 'hit' as const },
  { outcome: 'hits(new_high(BTC, lookback: 250), within: 90d)', kind: 'hit' as const },
  { outcome: 'max_gain(ETH, 250)', kind: 'return' as const },
  { outcome: 'time_to_peak(ETH, 365d)', kind: 'days' as const },
);
const expression = fc.constantFrom(
  'all_time_high(RUT, after: 1y)',
  'all_time_high(IWN)',
  'all_time_high(RUT, after: 250)',
  'first_close_above(RUT, 2442.74)',
  'breakout(RUT, lookback: 4y, margin: 1%, quiet: 6mo, gap: 4w)',
  'retest(breakout(RUT, lookback: 4y, margin: 1%, quiet: 6mo, gap: 4w), within: 6mo, tolerance: 3%)',
  'crosses_above(NFCI, 0)',
);

const openHorizon: fc.Arbitrary<ClaimState['open'][number]> = fc
  .tuple(outcome, fc.record({ eventDate: date, entryDate: orNull(date), dueDate: orNull(date), day: orNull(count), days: orNull(count) }))
  .chain(([{ outcome: text, kind }, rest]) =>
    fc.record({
      ...{ outcome: fc.constant(text), kind: fc.constant(kind), eventDate: fc.constant(rest.eventDate) },
      ...{
        entryDate: fc.constant(rest.entryDate),
        dueDate: fc.constant(rest.dueDate),
        day: fc.constant(rest.day),
        days: fc.constant(rest.days),
      },
      soFar: orNull(kind === 'hit' ? fc.constantFrom(0, 1) : change),
      baseRate: orNull(share),
    }),
  );

const past: fc.Arbitrary<NonNullable<ClaimState['past']>> = fc
  .tuple(
    outcome,
    fc.integer({ min: 0, max: 1400 }),
    fc.constantFrom(null, 'before the event' as const, 'few clusters' as const),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .chain(([{ outcome: text, kind }, observations, withheld, at]) =>
    fc.record({
      ...{ outcome: fc.constant(text), kind: fc.constant(kind), direction: fc.constantFrom('up' as const, 'down' as const), to: date },
      observations: fc.constant(observations),
      clusters: fc.constant(Math.ceil(observations * at)),
      hits: kind === 'days' ? fc.constant(null) : fc.constant(Math.floor(observations * at)),
      hitRate: kind === 'days' ? fc.constant(null) : fc.constant(at),
      baseRate: orNull(share),
      p: withheld === null ? orNull(share) : fc.constant(null),
      withheld: fc.constant(withheld),
      visibleFactor: orNull(fc.double({ min: 0.01, max: 40, noNaN: true })),
    }),
  );

const since: fc.Arbitrary<NonNullable<ClaimState['since']>> = outcome.chain(({ outcome: label, kind }) =>
  fc.record({
    verdictKind: fc.constantFrom('came true' as const, 'did not come true' as const, 'open until' as const),
    verdict: fc.constant(''),
    sentence: fc.constant(''),
    outcomes: fc.array(
      fc.record({
        ...{
          label: fc.constant(label),
          watched: date,
          kind: fc.constant(kind),
          eventDate: date,
          dueDate: orNull(date),
          outcome: orNull(change),
        },
        ...{ status: fc.constantFrom('complete' as const, 'pending' as const), baseRate: orNull(share) },
        verdict: fc.constantFrom('came true', 'did not come true', 'seen'),
      }),
      { maxLength: 3 },
    ),
    evidence: fc.constant(null),
  }),
);

const condition: fc.Arbitrary<ClaimState['evidence'][number]> = fc.record({
  label: fc.constantFrom('Bitcoin lower than 91 days before', 'a label of nobody'),
  expression: fc.constant('RUT < 1'),
  holds: fc.boolean(),
  ...{ value: orNull(change), unit: fc.constantFrom('%', 'points', 'USD millions', ''), percentile: orNull(share), date: orNull(date) },
  ...{ observations: count, needs: fc.constant([]), side: fc.constantFrom('for' as const, 'against' as const, 'unknown' as const) },
  ...{ ageDays: orNull(count), series: fc.constant([]) },
});

const claim = (id: string): fc.Arbitrary<ClaimState> =>
  fc.record({
    ...{ id: fc.constant(id), statement: fc.constant('A statement.'), by: fc.constant('somebody'), outlets: fc.constant([]) },
    kind: fc.constantFrom('figure' as const, 'pattern' as const, 'condition' as const),
    madeOn: fc.constant('2019-01-01'),
    liveness: fc.constantFrom('on' as const, 'open' as const, 'quiet' as const, 'untestable' as const),
    ...{ verdict: fc.constant(''), verdictKind: fc.constantFrom(...VerdictKind.options), why: fc.constant('') },
    trigger: orNull(
      fc.record({
        ...{ expression, state: fc.constantFrom('on' as const, 'off' as const, 'unknown' as const), lastEvent: orNull(date) },
        ...{ distance: orNull(fc.double({ min: -0.2, max: 0.2, noNaN: true })), level: fc.constant(null), sentence: fc.constant('') },
      }),
    ),
    open: fc.array(openHorizon, { maxLength: 3 }),
    past: orNull(past),
    probability: orNull(
      fc.record({
        ...{
          outcome: fc.constant('return(BTC, 180d)'),
          value: share,
          baseRate: share,
          clusters: count,
          hits: fc.double({ min: 0, max: 9, noNaN: true }),
        },
        interval: fc.record({ level: fc.constant(0.8), low: share, high: share }),
      }),
    ),
    evidence: fc.array(condition, { maxLength: 2 }),
    ...{ bearing: fc.constant([]), since: orNull(since), needs: fc.constantFrom([], ['TOTAL3: crypto', 'NFCI', 'a date of the question']) },
    data: orNull(fc.record({ series: fc.constantFrom('RUT', 'XYZ'), to: date, ageDays: count })),
    command: fc.constant(''),
  });

const standing = fc.record({ value: change, date, knownAt: fc.constant(''), percentile: share, observations: count });

const evidence: fc.Arbitrary<Evidence> = fc.record({
  ...{ id: fc.constant('e'), title: fc.constant(''), thesis: fc.constant(''), groups: fc.constant([]) },
  indicators: fc.array(
    fc.record({
      ...{
        id: fc.constant('i'),
        group: fc.constant('g'),
        title: fc.constant('Net liquidity over 13 weeks'),
        expression: fc.constant('WALCL'),
      },
      ...{ unit: fc.constantFrom('%', 'points', ''), speaks: fc.constant('high' as const), level: fc.constant(null), why: fc.constant('') },
      ...{
        reasonBy: fc.constant(''),
        claims: fc.constant([]),
        side: fc.constantFrom('for' as const, 'against' as const, 'unknown' as const),
      },
      ...{
        now: orNull(standing),
        fourWeeksAgo: fc.constant(null),
        ageDays: orNull(count),
        series: fc.constant([]),
        needs: fc.constant([]),
      },
      ...{ note: fc.constant(null), last: fc.constant(null) },
    }),
    { maxLength: 8 },
  ),
  catalysts: fc.array(
    fc.record({
      ...{
        id: fc.constant('c'),
        title: fc.constant('The CLARITY Act'),
        why: fc.constant(''),
        reasonBy: fc.constant(''),
        claims: fc.constant([]),
      },
      ...{ status: fc.constantFrom('ahead' as const, 'happened' as const, 'overdue' as const), date: orNull(date), days: orNull(count) },
      ...{ step: fc.constant(null), sentence: fc.constant(''), needs: fc.constant([]) },
    }),
    { maxLength: 4 },
  ),
  reading: fc.record({
    ...{ for: count, against: count, unknown: count, percentile: orNull(share), history: fc.constant(null), sentence: fc.constant('') },
    sameSide: orNull(fc.record({ share, draws: count, side: fc.constant('for' as const) })),
    test: fc.record({
      ...{ trigger: fc.constant(''), outcome: fc.constant('return(BTC, 180d)'), events: count, clusters: count, observations: count },
      ...{
        baseRate: orNull(share),
        hitRate: orNull(share),
        meanReturn: fc.constant(null),
        baseReturn: fc.constant(null),
        p: orNull(share),
      },
      ...{
        verdict: fc.constantFrom(...VerdictKind.options, 'something else'),
        signal: orNull(fc.record({ p: share, verdict: fc.constantFrom(...VerdictKind.options) })),
      },
    }),
  }),
});

/** Changes of every kind, also of what the state does not name. */
const changes = (ids: readonly string[]) =>
  fc.record({
    ...{ since: fc.constantFrom('yesterday' as const, 'last week' as const, 'last run' as const), asOf: date, run: fc.constant(null) },
    changes: fc.array(
      fc.oneof(
        ...(['trigger', 'horizon', 'verdict', 'indicator', 'catalyst'] as const).map((kind) => {
          const states = { trigger: ['on', 'off', 'unknown'], horizon: ['none', 'open', 'over'], verdict: VerdictKind.options };
          const of = { ...states, indicator: ['for', 'against', 'unknown'], catalyst: ['ahead', 'happened', 'overdue'] }[kind];
          const state = fc.constantFrom(...of);
          return fc.record({
            kind: fc.constant(kind),
            id: fc.constantFrom(...ids, 'i', 'c'),
            was: state,
            is: state,
            sentence: fc.constant(''),
          });
        }),
      ),
      { maxLength: 6 },
    ),
  });

/** States of a pack as they may be, with every verdict and every gap; the claims are those of the shipped pack. */
export const randomNow = (ids: readonly string[]): fc.Arbitrary<NowResult> =>
  fc.record({
    ...{ pack: fc.constant('russell-crypto'), title: fc.constant('T'), question: fc.constant('Q'), asOf: date },
    ...{ dataSource: fc.constant('data'), dataHash: fc.constant('hash'), version: fc.constant('0'), summary: fc.constant('') },
    counts: fc.constant({ for: 0, against: 0, unknown: 0 }),
    claims: fc.tuple(...ids.map(claim)),
    evidence: orNull(evidence),
    changes: fc.array(changes(ids), { maxLength: 3 }),
    command: fc.constant(''),
  });
