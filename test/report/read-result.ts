import type { ReadClaim, ReadResult } from '../../src/contract/read.ts';

const ENGLISH = [
  'Small caps lead, again',
  '',
  'RogueMacro notes that after the three prior record highs of the Russell 2000, Bitcoin rallied.\u202e\u0007 According to Duality Research, small-cap ETFs saw roughly $19.5 billion in outflows this year <script>alert(1)</script>.',
  '',
  'Analysts do not believe that dominance of Bitcoin falls before March 2026. The Fear and Greed index stands at 41.',
].join('\n');

const ITALIAN =
  'RogueMacro ha sottolineato che nelle tre precedenti occasioni in cui il Russell 2000 ha raggiunto nuovi massimi, anche Bitcoin è salito.\nSecondo Duality Research, gli ETF hanno registrato 19,5 milioni di dollari di deflussi.';

/** From right to left, with an English name within. */
const HEBREW = 'לפי Kobeissi Letter, כ-40% מהחברות במדד Russell 2000 הפסידו כסף.';

const BTC = { id: 'bitcoin', title: 'Bitcoin', series: 'BTC' };
const RUT = { id: 'russell-2000', title: 'Russell 2000', series: 'RUT' };

const place = (text: string, quote: string) => {
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`not in the text: ${quote}`);
  return { start, end: start + quote.length, quote };
};

const claim = (text: string, quote: string, rest: Partial<ReadClaim>): ReadClaim => ({
  ...place(text, quote),
  ...{ kind: 'pattern', stance: 'asserts', by: null, about: [RUT, BTC], numbers: [], dates: [] },
  ...{ tie: null, draft: null, verdict: null, misquoted: null },
  ...rest,
});

const THREE: Partial<ReadClaim> = {
  ...{ stance: 'quotes', by: 'RogueMacro' },
  tie: {
    pack: 'russell-crypto',
    claim: 'three-of-three',
    statement: 'After each of the last three records of the Russell 2000 Bitcoin broke out as well.',
    by: 'RogueMacro',
    madeOn: '2025-12-31',
    score: 0.82,
  },
  verdict: {
    kind: 'no better than luck so far',
    verdict: 'no better than luck so far',
    why: 'After five Russell 2000 records Bitcoin rose four times within 180 days; it rose after 66 % of all days (p 0.43).',
    command: 'harbinger check russell-crypto --claim three-of-three --as-of 2026-08-28',
  },
};

const outflows = (amount: string, value: number): Partial<ReadClaim> => ({
  ...{ kind: 'figure', stance: 'quotes', by: 'Duality Research' },
  about: [{ id: 'small-cap-flows', title: 'Flows of small-cap ETFs', series: null }],
  numbers: [{ text: amount, value, to: null, unit: 'USD', approx: 'about' }],
  tie: {
    pack: 'russell-crypto',
    claim: 'outflows',
    statement: 'Small-cap ETFs had net outflows of about 19.5 billion dollars in 2025.',
    by: 'Duality Research',
    madeOn: '2025-12-31',
    score: 0.9,
  },
  verdict: {
    kind: 'untestable: needs',
    verdict: 'untestable: needs IWM_FLOWS',
    why: 'No source of the flows is held.',
    command: 'harbinger check russell-crypto --claim outflows',
  },
});

const ENGLISH_CLAIMS: ReadClaim[] = [
  claim(ENGLISH, 'RogueMacro notes that after the three prior record highs of the Russell 2000, Bitcoin rallied', THREE),
  // Lies within the one before.
  claim(ENGLISH, 'record highs of the Russell 2000', { kind: 'condition', about: [RUT] }),
  claim(
    ENGLISH,
    'According to Duality Research, small-cap ETFs saw roughly $19.5 billion in outflows this year <script>alert(1)</script>',
    outflows('roughly $19.5 billion', 19_500_000_000),
  ),
  // Overlaps the one before without lying in it, and ends with the line.
  claim(ENGLISH, 'outflows this year <script>alert(1)</script>.', { kind: 'figure', stance: 'hedges' }),
  claim(ENGLISH, 'Analysts do not believe that dominance of Bitcoin falls before March 2026', {
    ...{ kind: 'forecast', stance: 'denies', by: '=Analysts" onclick="alert(1)', about: [BTC] },
    dates: [{ text: 'before March 2026', from: null, to: '2026-02-28' }],
    draft: {
      id: 'bitcoin-dominance-falls',
      expressions: [{ role: 'then', text: 'change(BTC_DOMINANCE, 90d)' }],
      test: 'Does the dominance of Bitcoin fall before March 2026?',
      missing: ['the series BTC_DOMINANCE', 'a level from which on it counts as fallen'],
    },
    verdict: { kind: 'open until', verdict: 'open until 28 Feb 2026', why: 'The date has not come.', command: null },
  }),
  claim(ENGLISH, 'The Fear and Greed index stands at 41', {
    kind: 'condition',
    about: [{ id: 'fear-greed', title: 'Fear and Greed', series: 'FNG' }],
    numbers: [{ text: '41', value: 41, to: null, unit: null, approx: null }],
    draft: {
      id: 'fear-and-greed-41',
      expressions: [{ role: 'condition', text: 'FNG <= 41' }],
      test: 'Is Fear and Greed at 41?',
      missing: [],
    },
    verdict: { kind: 'true then', verdict: 'true then', why: 'On 27 Aug 2026 it stood at 41.', command: null },
  }),
];

const ITALIAN_CLAIMS: ReadClaim[] = [
  claim(
    ITALIAN,
    'RogueMacro ha sottolineato che nelle tre precedenti occasioni in cui il Russell 2000 ha raggiunto nuovi massimi, anche Bitcoin è salito',
    THREE,
  ),
  claim(ITALIAN, 'Secondo Duality Research, gli ETF hanno registrato 19,5 milioni di dollari di deflussi', {
    ...outflows('19,5 milioni di dollari', 19_500_000),
    misquoted: 'Says 19.5 million; the source and the other text say 19.5 billion.',
  }),
];

/** A reading by the contract: three texts, two of one story; claims that overlap, markup in the text, marks of direction, a bell. */
export const READ: ReadResult = {
  sentence: 'Three texts make 9 claims, of which 4 are claims of the pack russell-crypto; 1 number is misquoted.',
  articles: [
    {
      ...{ name: 'coin-news.html', language: 'en', published: '2026-01-02', text: ENGLISH, claims: ENGLISH_CLAIMS },
      notes: ['2 sentences are questions and were left out.'],
    },
    { name: 'notizie & <b>mercati</b>.txt', language: 'it', published: null, text: ITALIAN, claims: ITALIAN_CLAIMS, notes: [] },
    {
      ...{ name: 'עיתון.txt', language: null, published: null, text: HEBREW },
      claims: [claim(HEBREW, 'כ-40% מהחברות במדד Russell 2000 הפסידו כסף', { kind: 'figure', about: [RUT] })],
      notes: ['Its language is none that is read.'],
    },
  ],
  syndication: {
    stories: [[0, 1], [2]],
    relations: [
      { first: 0, second: 1, kind: 'translation', sharedFacts: 2, ofFacts: 2, sharedWords: 0.03 },
      { first: 0, second: 2, kind: 'none', sharedFacts: 0, ofFacts: 1, sharedWords: 0 },
      { first: 1, second: 2, kind: 'none', sharedFacts: 0, ofFacts: 1, sharedWords: 0 },
    ],
    facts: [
      {
        ...{ label: 'Bitcoin after records of the Russell 2000', claim: 'russell-crypto/three-of-three', by: 'RogueMacro' },
        cells: [
          { mark: 'same', claims: [0], numbers: ['3'], measure: null, note: null },
          { mark: 'same', claims: [0], numbers: ['3'], measure: null, note: null },
          { mark: '-', claims: [], numbers: [], measure: null, note: null },
        ],
      },
      {
        ...{ label: 'Outflows of small-cap ETFs', claim: 'russell-crypto/outflows', by: 'Duality Research' },
        cells: [
          { mark: 'same', claims: [2, 3], numbers: ['19.5 billion USD'], measure: 'billion USD', note: null },
          {
            ...{ mark: 'misquoted', claims: [1], numbers: ['19.5 million USD'], measure: 'million USD' },
            note: 'A thousandth of what the source says.',
          },
          { mark: '-', claims: [], numbers: [], measure: null, note: null },
        ],
      },
      {
        ...{ label: 'Companies that lose money', claim: null, by: null },
        cells: [
          { mark: 'differs', claims: [3], numbers: ['43 %'], measure: null, note: 'The others say 40 %.' },
          { mark: '-', claims: [], numbers: [], measure: null, note: null },
          { mark: 'same', claims: [0], numbers: ['40 %'], measure: 'companies', note: null },
        ],
      },
    ],
  },
  sources: [
    {
      ...{ by: 'RogueMacro', claims: 2, hint: 'Of 12 forecasts on claims of RogueMacro 5 went as claimed.' },
      record: {
        ...{ pack: null, claim: null, by: 'RogueMacro', forecasts: 12, clusters: 4, wentAsClaimed: 5 / 12, baseRate: 0.62 },
        ...{
          brier: 0.27,
          brierOfBaseRate: 0.24,
          bet: { ok: false, reason: 'too few independent cases', needed: 10, available: 4 },
          isFew: true,
        },
      },
    },
    {
      ...{ by: 'Duality Research', claims: 2, record: null },
      hint: 'Seal a forecast on a claim of theirs: `harbinger forecast seal`.',
    },
  ],
  drafts: 'pack: drafts\n# <b>two</b> claims\nclaims:\n  - id: bitcoin-dominance-falls\n  - id: fear-and-greed-41\n',
  refused: [{ index: 3, why: 'its quote does not stand in the text' }],
  asOf: '2026-08-28',
  dataSource: 'the weekly table that ships',
  command: "harbinger read coin-news.html 'notizie & <b>mercati</b>.txt' עיתון.txt --as-of 2026-08-28",
};

/** The same without a single claim. */
export const NOTHING_READ: ReadResult = {
  ...READ,
  ...{ sentence: 'The text claims nothing of a market.', syndication: null, sources: [], drafts: null, refused: [] },
  articles: [{ name: 'poem.txt', language: 'en', published: null, text: 'Roses are red.', claims: [], notes: [] }],
};
