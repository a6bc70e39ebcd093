import type { CheckResult, ClaimResult } from '../../src/contract/claims.ts';
import type { StudyPictures } from '../../src/contract/pictures.ts';
import { makeStudy, randomWalk } from './fixture-study.ts';

/** Small caps, weekdays since 1987. */
export const SMALL = randomWalk({
  id: 'RUT',
  title: 'Russell 2000',
  unit: 'index points',
  from: '1987-09-10',
  to: '2026-08-28',
  start: 168,
  drift: 0.00027,
  volatility: 0.0125,
  weekdays: true,
  seed: 20,
});

/** A coin, every day since 2010. */
export const COIN = randomWalk({
  id: 'BTC',
  title: 'Bitcoin',
  unit: 'USD',
  from: '2010-07-18',
  to: '2026-08-28',
  start: 0.0858,
  drift: 0.0024,
  volatility: 0.045,
  weekdays: false,
  seed: 7,
});

/** Two before the coin begins, three known, one since the claim, one pending. */
export const EVENTS = ['1999-12-29', '2004-04-05', '2011-04-27', '2013-01-02', '2016-11-14', '2025-09-18', '2026-06-04'];
export const CLAIM_DATE = '2025-12-30';
const HORIZONS = [30, 90, 180];

const base = { trigger: SMALL, target: COIN, events: EVENTS, horizons: HORIZONS, claimDate: CLAIM_DATE, familySize: 3 };

/** One study for each horizon. */
export const STUDIES = HORIZONS.map((horizon) => makeStudy({ ...base, horizon }));
export const PRIMARY = 2;

const NO_SINCE = null;
const claimBase = {
  by: 'A. Nalyst',
  outlets: [{ outlet: 'The Daily Coin', date: CLAIM_DATE, dateNote: 'read on 2 Jan 2026', title: 'Small caps point the way' }],
  madeOn: CLAIM_DATE,
  asserts: [] as { label: string; value: string }[],
  facts: [] as { label: string; value: string }[],
  needs: [] as string[],
  known: [],
  toDate: [],
  primary: 0,
  conditions: [],
  relations: [],
  howSure: [],
  gates: [],
  figures: [],
  since: NO_SINCE,
  notes: [] as string[],
} satisfies Partial<ClaimResult>;

const pattern: ClaimResult = {
  ...claimBase,
  id: 'three-of-three',
  kind: 'pattern',
  statement: 'After each of its three earlier records the Russell 2000 was followed by a rise of Bitcoin',
  test: 'Return of Bitcoin after a record of the Russell 2000 that ends a drought of 250 sessions',
  asserts: [{ label: 'cases', value: '3 of 3' }],
  verdict: 'no better than luck so far',
  verdictKind: 'no better than luck so far',
  why: 'After three records Bitcoin rose twice within 180 days; it rose after 63 % of all days. Twenty more events like these would change that.',
  facts: [
    { label: 'Rose after 180 days', value: '2 of 3' },
    { label: 'Base rate', value: '63 %' },
    { label: 'Smallest visible effect', value: '×3.3' },
  ],
  known: STUDIES.map((s) => s.known),
  toDate: STUDIES.map((s) => s.toDate),
  primary: PRIMARY,
  since: {
    verdictKind: 'did not come true',
    verdict: 'did not come true',
    sentence: 'Bitcoin −37 % in 180 days after 18 Sep 2025; base rate 66 % up.',
    outcomes: [
      {
        watched: 'return of Bitcoin',
        label: 'return of Bitcoin',
        eventDate: '2025-09-18',
        dueDate: '2026-03-17',
        outcome: -0.37,
        kind: 'return',
        status: 'complete',
        verdict: 'did not come true',
        baseRate: 0.66,
      },
      {
        watched: 'return of Bitcoin',
        label: 'return of Bitcoin',
        eventDate: '2026-06-04',
        dueDate: '2026-12-01',
        outcome: null,
        kind: 'return',
        status: 'pending',
        verdict: 'open until 2026-12-01',
        baseRate: 0.66,
      },
    ],
    evidence: { eValue: 0.78, anytimeP: 1, observations: 1 },
  },
  notes: ['A session without a close is none.', 'Records are taken on closes, dividends left out.'],
  pictures: null,
  command: 'harbinger check russell-crypto --claim three-of-three --as-of 2026-08-28',
};

const condition: ClaimResult = {
  ...claimBase,
  id: 'consolidation',
  kind: 'condition',
  statement: 'Crypto had fallen or moved sideways for about three months',
  test: 'Drawdown of Bitcoin from its record',
  verdict: 'true then',
  verdictKind: 'true then',
  why: 'Bitcoin stood 28 % below its record of 6 Oct 2025.',
  conditions: [
    {
      label: 'Bitcoin below its record',
      expression: 'drawdown(BTC) < -0.1',
      holds: true,
      value: -0.28,
      unit: 'return',
      percentile: 0.61,
      date: '2025-12-29',
      observations: 5642,
      needs: [],
    },
    {
      label: 'Altcoins below their record',
      expression: 'drawdown(TOTAL3) < -0.1',
      holds: null,
      value: null,
      unit: 'return',
      percentile: null,
      date: null,
      observations: 0,
      needs: ['TOTAL3'],
    },
  ],
  pictures: null,
  command: 'harbinger check russell-crypto --claim consolidation',
};

const figure: ClaimResult = {
  ...claimBase,
  id: 'flip-2020',
  kind: 'figure',
  statement: 'Late in 2020 resistance became support, and Bitcoin then rose by about 380 %',
  test: 'The rise of Bitcoin from the retest to its next peak',
  asserts: [{ label: 'rise', value: '+380 %' }],
  verdict: 'reproduces only if the rise is counted from 21 Oct 2020, three weeks before the record',
  verdictKind: 'reproduces only if',
  why: 'From the record close of 13 Nov 2020 Bitcoin made +289 % to April 2021.',
  relations: [],
  howSure: [],
  gates: [],
  figures: [
    {
      label: 'from the record close',
      start: '2020-11-13',
      end: '2021-04-13',
      value: 2.89,
      reproduces: false,
      note: 'The start that the statement names.',
    },
    {
      label: 'from three weeks earlier',
      start: '2020-10-21',
      end: '2021-04-13',
      value: 3.81,
      reproduces: true,
      note: 'The nearest start that gives the figure.',
    },
  ],
  pictures: null,
  command: 'harbinger check russell-crypto --claim flip-2020',
};

const untestable: ClaimResult = {
  ...claimBase,
  id: 'outflows',
  kind: 'figure',
  by: 'Duality Research',
  statement: 'Small-cap ETFs lost <script>alert("19.5 bn")</script> net & unlike earlier rallies',
  test: 'Flows from shares outstanding times net asset value',
  verdict: 'untestable: needs shares outstanding of IWM',
  verdictKind: 'untestable: needs',
  why: 'No issuer publishes the history.',
  needs: ['shares outstanding of IWM, daily since 2005'],
  pictures: null,
  command: 'harbinger check russell-crypto --claim outflows',
};

const forecast: ClaimResult = {
  ...claimBase,
  id: 'alts-2026',
  kind: 'forecast',
  statement: '2026 brings an altcoin boom',
  test: 'Return of Ether over 2026',
  verdict: 'open until 2026-12-31',
  verdictKind: 'open until',
  why: 'Ether stands at −22 % with four months to go.',
  since: {
    verdictKind: 'open until',
    verdict: 'open until 2026-12-31',
    sentence: 'Ether −22 % since 30 Dec 2025.',
    outcomes: [],
    evidence: null,
  },
  pictures: null,
  command: 'harbinger check russell-crypto --claim alts-2026',
};

const misquoted: ClaimResult = {
  ...claimBase,
  id: 'misread-40',
  kind: 'figure',
  statement: 'Forty per cent of the companies had negative returns in twelve months',
  test: 'Compare the copies of the article',
  verdict: 'misquoted: the source says negative earnings',
  verdictKind: 'misquoted: the source says',
  why: 'Three other copies say earnings.',
  pictures: null,
  command: 'harbinger check russell-crypto --claim misread-40',
};

const tooFew: ClaimResult = {
  ...claimBase,
  id: 'eth-follows',
  kind: 'pattern',
  statement: 'Ether gains strength after the index’s records',
  test: 'Return of Ether after a record',
  verdict: 'too few events',
  verdictKind: 'too few events',
  why: 'Two records since Ether trades; three clusters are the least.',
  known: [
    {
      ...STUDIES[0]!.known,
      outcome: 'return(ETH, 90d)',
      instances: [],
      tests: [],
      placebos: [],
      gates: [],
      leaveOneOut: [],
      observed: null,
      baseRate: null,
      power: null,
      observations: 0,
      effectiveObservations: 0,
      independentPlacements: null,
      admissible: null,
      insufficient: { ok: false, reason: 'fewer than 3 clusters of events', needed: 3, available: 0 },
      headline: { ...STUDIES[0]!.known.headline, p: null, adjusted: null, commonCircle: null, familySize: 1 },
      verdict: 'too few events',
      verdictKind: 'too few events',
    },
  ],
  toDate: [],
  pictures: null,
  command: 'harbinger check russell-crypto --claim eth-follows',
};

/** A pack with a claim of each kind. */
export const CHECK: CheckResult = {
  pack: 'russell-crypto',
  title: 'Small caps first, crypto next?',
  question: 'Does a record of the Russell 2000 foretell a rise of Bitcoin, Ether and the altcoins?',
  asOf: '2026-08-28',
  dataSource: 'The shipped weekly table',
  dataHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  version: '0.1.0',
  summary:
    'Of seven claims one reproduces only from an earlier start, one was true then, one is no better than luck so far, and two cannot be answered yet.',
  claims: [pattern, figure, condition, tooFew, forecast, untestable, misquoted],
  together: {
    watched: 1,
    discoveries: [],
    shrinkage: { ok: false, reason: 'too few claims to learn from one another', needed: 3, available: 1 },
    sentence: 'Of one pattern watched since it was claimed none stands out.',
  },
  series: [SMALL, COIN].map((s) => ({
    id: s.id,
    title: s.title,
    unit: s.unit,
    calendar: s.id === 'BTC' ? 'every day, 24:00 UTC' : 'New York sessions',
    from: s.dates[0]!,
    to: s.dates.at(-1)!,
    rows: s.dates.length,
    source: s.source,
    ageDays: 2,
    notes: s.id === 'RUT' ? ['3 rows repaired: thousands commas removed.'] : [],
    error: null,
    held: true,
  })),
  command: 'harbinger check russell-crypto --as-of 2026-08-28 --out report.html',
};

export const PICTURES: Record<string, StudyPictures> = { 'three-of-three': STUDIES[PRIMARY]!.pictures };
