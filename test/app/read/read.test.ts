import { describe, expect, test } from 'vitest';
import { read } from '../../../src/app/operations/read.ts';
import { readPack } from '../../../src/app/pack.ts';
import type { ReadClaim, ReadResult } from '../../../src/contract/read.ts';
import { LANGUAGES } from '../../../src/core/reader/words/language.ts';
import { shipped } from '../shipped.ts';
import { labelledTexts } from './score.ts';

const reading = async (text: string, more: Record<string, unknown> = {}): Promise<ReadResult> => read({ text: [text], ...more }, shipped);
const claimsOf = async (text: string, more: Record<string, unknown> = {}): Promise<ReadClaim[]> =>
  (await reading(text, more)).articles[0]?.claims ?? [];
const only = async (text: string, more: Record<string, unknown> = {}): Promise<ReadClaim> => {
  const claims = await claimsOf(text, more);
  expect(claims.map(({ quote }) => quote)).toHaveLength(1);
  return claims[0] as ReadClaim;
};
const expressionsOf = ({ draft }: ReadClaim) => draft?.expressions.map(({ role, text }) => `${role}: ${text}`);

describe('a claim that no pack has becomes a draft that runs', () => {
  test('a change over a year, against the closes', async () => {
    const claim = await only('Bitcoin fell 64% in 2022.');
    expect(expressionsOf(claim)).toEqual([
      'holds: pct_change(BTC, 364d) > 0 - 0.672 and pct_change(BTC, 364d) < 0 - 0.608',
      'value: pct_change(BTC, 364d)',
    ]);
    expect(claim.verdict?.kind).toBe('true then');
    expect((await only('Bitcoin fell 30% in 2022.')).verdict?.kind).toBe('false then');
  });

  test('a record, between the days that are named', async () => {
    const claim = await only('The S&P 500 set a record in October 2025.');
    expect(claim.kind).toBe('figure');
    expect(expressionsOf(claim)).toEqual(['when: all_time_high(SPX)']);
    expect(claim.verdict?.kind).toBe('reproduces');
    expect((await only('The S&P 500 set a record in October 2022.')).verdict?.kind).toBe('does not reproduce');
  });

  test('what follows an event, as a study with the time that is named', async () => {
    const claim = await only('Whenever the S&P 500 hits a record, Ether rises within three months.');
    expect(claim.kind).toBe('pattern');
    expect(expressionsOf(claim)).toEqual(['when: all_time_high(SPX, after: 90d)', 'then: return(ETH, 3mo)']);
    expect(claim.verdict?.why).toContain('A random placement');
  });

  test('the condition may stand behind, and the outcome may be a fall', async () => {
    const claim = await only('Ether tends to fall when the S&P 500 drops.');
    expect(expressionsOf(claim)?.[0]).toBe('when: crosses_below(pct_change(SPX, 91d), 0)');
    expect(expressionsOf(claim)?.[1]).toBe('then: return(ETH, 30d)');
    expect(claim.verdict?.why).toMatch(/fall|fell|rose/);
  });

  test('a lead, in the order that the sentence gives', async () => {
    expect(expressionsOf(await only('The S&P 500 leads Ether by about six weeks.'))).toEqual(['lead: SPX', 'follow: ETH']);
    expect(expressionsOf(await only('Ether follows the S&P 500 with a lag of six weeks.'))).toEqual(['lead: SPX', 'follow: ETH']);
  });

  test('a forecast, to the day that it names', async () => {
    const { drafts } = await reading('Ether will rise until the end of 2027.');
    expect(drafts).toContain('until: 2027-12-31');
  });

  test('what cannot be expressed says what is missing', async () => {
    const claim = await only('Funds pulled 19.5 billion dollars out of emerging-market stocks in 2023.');
    expect(claim.draft?.missing).toEqual(['data on outflows of Emerging markets']);
    expect(claim.verdict).toBeNull();
    expect((await only('The Baltic Dry Index has doubled since March 2025.')).draft?.missing[0]).toContain('a series for');
  });

  test.each(LANGUAGES)('all drafts of the texts in %s make a claim file that can be read', async (language) => {
    for (const { id, text, published } of labelledTexts('texts', language)) {
      const { drafts } = await reading(text, { published, unchecked: true });
      if (drafts !== null) expect(() => readPack('drafts.yaml', drafts, shipped.today), id).not.toThrow();
    }
  });
});

describe('a draft checks all that is said, or says what it would leave out', () => {
  test.each([
    ['Bitcoin rose more than 100% in 2024.', 'pct_change(BTC, 365d) > 1'],
    ['Bitcoin gained between 10% and 15% in 2025.', 'pct_change(BTC, 364d) > 0.1 and pct_change(BTC, 364d) < 0.15'],
    ['Bitcoin halved in 2022.', 'pct_change(BTC, 364d) > 0 - 0.525 and pct_change(BTC, 364d) < 0 - 0.475'],
    ['The S&P 500 tends to rise after the VIX rises above 40.', 'crosses_above(VIX, 40)'],
    [
      'When Ether falls by 10 percent within a month, the S&P 500 rises within three months.',
      'crosses_below(pct_change(ETH, 1mo), 0 - 0.1)',
    ],
    ['Ogni volta che il VIX supera 40, l’S&P 500 sale entro tre mesi.', 'crosses_above(VIX, 40)'],
    ['Immer wenn der VIX über 40 steigt, steigt der S&P 500 in drei Monaten.', 'crosses_above(VIX, 40)'],
  ])('%s', async (text, expression) => {
    const { draft } = await only(text, { published: '2026-01-12' });
    expect(draft?.missing).toEqual([]);
    expect(draft?.expressions[0]?.text).toBe(expression);
  });

  test.each([
    ['a change of a day on weekly data', 'Bitcoin fell 5% on Monday.', 'closer values of Bitcoin than every 7 days'],
    ['how much it is to rise', 'Bitcoin gains 20% within three months after the S&P 500 hits a record.', 'a check that takes “20%” in'],
    ['a level to come', 'Bitcoin will reach $150,000 by the end of 2026.', 'which way it is to go'],
    ['a condition of a forecast', 'Bitcoin could rise if the S&P 500 falls.', 'a forecast of one market alone, without a condition'],
    ['weeks in a row', 'Bitcoin has risen for five straight weeks.', 'a check that takes “five” in'],
    ['a level between weekly closes', 'The S&P 500 closed at 6,900 on 7 January 2026.', 'closer values of S&P 500 than every 7 days'],
    [
      'a stretch of time that a regularity is said of',
      'The S&P 500 and Ether have moved together since 2020.',
      'a check that takes “2020” in',
    ],
    ['which way it is to go', 'Ether is often stable when the S&P 500 hits a record.', 'which way the outcome goes'],
    ['the second market of a fact', 'Whenever the S&P 500 hits a record, Ether is stable.', 'a check of S&P 500 and Ethereum together'],
    ['a denial', 'Bitcoin did not fall 64% in 2022.', 'a check of what is denied'],
    [
      'companies in the place of prices',
      'About 40% of the companies in the S&P 500 had negative earnings.',
      'data on companies of S&P 500',
    ],
    ['the level of what stands in', 'Gold traded at $2,600.', 'a state that the language can express'],
  ])('%s is left out of no check', async (_, text, missing) => {
    const claim = await only(text, { published: '2026-01-12' });
    expect(claim.draft?.missing).toEqual([missing]);
    expect(claim.verdict).toBeNull();
  });

  test('which of two indices the index is', async () => {
    const claims = await claimsOf('The S&P 500 and the Nasdaq 100 rose. The index set a record in October 2025.');
    expect(claims.at(-1)?.draft?.missing).toEqual(['which market is meant: it is named in a sentence before']);
  });

  test.each([
    'Gold rises whenever the Russell 2000 hits an all-time high.',
    'The FTSE 100 beats the S&P 500 when investors take risk.',
    'The Russell 2000 closed above 2,500 for the first time.',
  ])('another market or another number is another claim: %s', async (text) => {
    expect((await only(text)).tie).toBeNull();
  });
});

describe('who says it, and how surely', () => {
  test('a name beside a verb of saying', async () => {
    expect(await only('Bitcoin will double within a year, said Jane Doe of Acme Research.')).toMatchObject({
      by: 'Jane Doe of Acme Research',
      stance: 'quotes',
      kind: 'forecast',
    });
    expect(await only('Secondo Anna Bianchi l’oro salirà ancora entro fine anno.')).toMatchObject({ by: 'Anna Bianchi', stance: 'quotes' });
  });

  test('a denial is told from what it denies', async () => {
    expect(await only('There is no evidence that gold leads silver.')).toMatchObject({ stance: 'denies', kind: 'pattern' });
  });

  test('sources are counted, and told how a forecast of theirs comes to be scored', async () => {
    const { sources } = await reading('Bitcoin will double within a year, said Jane Doe of Acme Research.');
    expect(sources).toEqual([{ by: 'Jane Doe of Acme Research', claims: 1, record: null, hint: expect.stringContaining('forecast seal') }]);
  });
});

describe('claims that somebody else found', () => {
  const text = 'Gold glitters. After a record of the Russell 2000 Ether goes up, wrote Jane Doe.';
  const claim = {
    quote: 'After a record of the Russell 2000 Ether goes up',
    kind: 'pattern',
    about: ['RUT', 'ETH'],
    by: 'Jane Doe',
    when: 'all_time_high(RUT, after: 1y)',
    outcome: 'return(ETH, 90d)',
  };

  test('are placed in the text, tied or drafted, and checked', async () => {
    const { articles, refused } = await reading(text, {
      extracted: [{ ...claim, when: 'all_time_high(SPX, after: 1y)', about: ['SPX', 'ETH'] }],
    });
    expect(refused).toEqual([]);
    expect(articles[0]?.claims).toHaveLength(1);
    expect(articles[0]?.claims[0]).toMatchObject({ start: 15, by: 'Jane Doe' });
    expect(articles[0]?.claims[0]?.verdict).not.toBeNull();
  });

  test.each([
    [
      'a quote that does not stand in the text',
      { quote: 'After a record Ether goes up' },
      'its quote does not stand in the text, word for word',
    ],
    ['a market that nobody knows', { about: ['RUT', 'ETHR'] }, 'there is no market "ETHR"; did you mean ETH?'],
    ['a source that the text does not name', { by: 'John Roe' }, 'the text does not name "John Roe"'],
    ['an expression that cannot be read', { when: 'all_time_hi(RUT)' }, /did you mean all_time_high/],
    ['an outcome in the place of a trigger', { when: 'return(ETH, 90d)' }, /return/],
    ['a text that is not there', { text: 3 }, 'there is no text 3; there is one, 0'],
  ])('%s is refused with the reason', async (_, change, why) => {
    const { articles, refused } = await reading(text, { extracted: [{ ...claim, ...change }] });
    expect(articles[0]?.claims).toEqual([]);
    expect(refused).toEqual([{ index: 0, why: typeof why === 'string' ? why : expect.stringMatching(why) }]);
  });
});

describe('a misquote of a known claim', () => {
  const share = (measure: string) =>
    `According to The Kobeissi Letter about 40% of the companies in the Russell 2000 had negative ${measure} in the past 12 months.`;

  test('is one where it measures what the misquote measures, and none where it says what the source says', async () => {
    expect((await only(share('returns'))).tie?.claim).toBe('misread-40');
    expect((await only(share('returns'))).misquoted).toContain('the source says negative earnings');
    expect(await only(share('earnings'))).toMatchObject({ misquoted: null, tie: { claim: 'unprofitable' } });
    const vague = await only('Almost 40% of the companies in the Russell 2000 report losses: their income is negative.');
    expect(vague.misquoted).toBeNull();
    const unnamed = await only('In 2022 about 40% of the companies in the Russell 2000 had negative returns in the past 12 months.');
    expect(unnamed).toMatchObject({ misquoted: null, tie: null });
  });
});

describe('what is asked', () => {
  test('nothing to read is a mistake that says what to do', async () => {
    await expect(read({}, shipped)).rejects.toThrow(
      'name a file, an address (https://…) or - for standard input, or give a text with --text',
    );
    await expect(reading('   ')).rejects.toThrow('there is no text in text');
  });

  test('a day to come, or one that does not exist, is refused', async () => {
    await expect(reading('Gold rose.', { published: '2027-01-01' })).rejects.toThrow(
      'published must not lie in the future, was 2027-01-01',
    );
    await expect(reading('Gold rose.', { published: '2026-02-30' })).rejects.toThrow('published must be a date that exists');
  });

  test('a language that is not read is said, and nothing is claimed', async () => {
    const { articles } = await reading(
      'Het goud steeg vorig jaar met twintig procent en de beurs van Amsterdam sloot op een record, zo meldden de kranten gisteren nog eens uitgebreid aan hun lezers in het hele land.',
    );
    expect(articles[0]?.claims).toEqual([]);
    expect(articles[0]?.notes).toEqual([
      'Its language seems to be Dutch, which is not read; English, Italian, German, Spanish, French and Portuguese are.',
    ]);
  });

  test('the same text gives the same result, and two texts of one name are told apart', async () => {
    const text = 'Bitcoin fell 64% in 2022. The VIX is unusually low.';
    expect(await reading(text)).toEqual(await reading(text));
    const { articles } = await read({ text: [text, text], unchecked: true }, shipped);
    expect(articles.map(({ name }) => name)).toEqual(['text 1', 'text 2']);
  });

  test('a copy is told from a text of its own', async () => {
    const text =
      'Bitcoin fell 64% in 2022, its worst year since 2018. The VIX closed at 21.7 on 30 December 2022. Gold was flat in 2022 after all, which few had expected of it.';
    const { syndication } = await read(
      { text: [text, text.replace('64%', '46%'), 'Cocoa doubled in price in 2024.'], unchecked: true },
      shipped,
    );
    expect(syndication?.relations.map(({ kind }) => kind)).toEqual(['copy', 'none', 'none']);
    expect(syndication?.stories).toEqual([[0, 1], [2]]);
  });
});
