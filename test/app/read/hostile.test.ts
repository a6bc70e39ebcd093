import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '../../../src/app/operations/read.ts';
import { readPack } from '../../../src/app/pack.ts';
import { ReadResult } from '../../../src/contract/read.ts';
import { ENGLISH, HOSTILE } from '../../core/reader/hostile-texts.ts';
import { shipped } from '../shipped.ts';

const reading = (text: readonly string[]) => read({ text, unchecked: true }, shipped);
/** Behind so much English that the language is told. */
const behind = (text: string, length = 6000) => `${ENGLISH.slice(0, length)}\n${text}`;

function expectSound({ articles, ...result }: ReadResult, texts: readonly string[]): void {
  expect(ReadResult.safeParse({ articles, ...result }).error).toBeUndefined();
  for (const [i, { text, claims }] of articles.entries()) {
    expect(text).toBe(texts[i]);
    let last = 0;
    for (const { start, end, quote } of claims) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(text.slice(start, end)).toBe(quote);
      last = end;
    }
  }
  if (result.drafts !== null) expect(() => readPack('drafts', result.drafts as string, shipped.today)).not.toThrow();
}

describe('a hostile text', () => {
  test.each(Object.keys(HOSTILE))('%s is read to the end, and its drafts are a file that can be read again', async (name) => {
    const text = behind((HOSTILE[name] as (length: number) => string)(10_000), 5_000);
    const result = await reading([text]);
    expectSound(result, [text]);
  });

  test('of pieces of anything is read, the same each time', async () => {
    const pieces = fc.oneof(
      fc.constantFrom(...ENGLISH.split(/(?<=[.,] )/u).slice(0, 300)),
      fc.constantFrom(
        'Bitcoin rose 5% in 2021. ',
        '\0',
        '\u202E',
        '\u200B',
        '\uD800',
        '\uDC00',
        '<script>alert(1)</script>',
        '"',
        ': ',
        '# ',
        '- ',
        '| ',
        '\u0085',
        '\u2028',
        '\t',
        '%',
        '{{',
        '&#0;',
        '\\',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { minLength: 1, maxLength: 30 }),
        fc.array(pieces, { minLength: 1, maxLength: 30 }),
        async (a, b) => {
          const texts = [behind(a.join(''), 1000), behind(b.join(''), 1000)];
          const result = await reading(texts);
          expectSound(result, texts);
          expect(await reading(texts)).toEqual(result);
        },
      ),
      { seed: 37, numRuns: 100 },
    );
  }, 60_000);

  test('whose letters are parted by what nobody sees is read in its language', async () => {
    const plain = 'Bitcoin has always risen by 30% within six months after the Russell 2000 hit a new record high.';
    const hidden = [...plain].join('\u200B');
    const [seen, found] = (await reading([plain, hidden])).articles;
    expect(found?.language).toBe('en');
    expect(found?.claims.map(({ about }) => about)).toEqual(seen?.claims.map(({ about }) => about));
    expect(found?.claims.length).toBeGreaterThan(0);
    const german =
      'Goldpreis erreicht Rekordhoch, Anleger kaufen Silber, Aktienmärkte legen deutlich zu, Zinsentscheid belastet Staatsanleihen';
    const languages = (await reading(['', '\u200B', '\u202E', '\u00AD'].map((sign) => [...german].join(sign)))).articles.map(
      ({ language }) => language,
    );
    expect(languages).toEqual(['de', 'de', 'de', 'de']);
  });
});

describe('what is not told is said', () => {
  const claims = (HOSTILE['claims that are all different'] as (length: number) => string)(400_000);

  test('of a text that makes more than ten thousand claims the first are told, and a hundred and fifty are drafted', async () => {
    const text = behind(claims);
    const result = await reading([text]);
    const [article] = result.articles;
    expect(article?.claims).toHaveLength(10_000);
    expect(article?.notes[0]).toMatch(/^Of the 1\d,\d{3} claims that it makes only the first 10,000 are told\.$/);
    const left = article?.claims.filter(({ draft }) => draft?.missing[0]?.startsWith('a reading of fewer claims')).length as number;
    expect(left).toBeGreaterThan(1000);
    expect(article?.notes[1]).toBe(
      `${left.toLocaleString('en')} of its claims could be drafted and are not, since one reading drafts 150 at most.`,
    );
    expectSound(result, [text]);
  });

  test('twenty texts share the ten thousand', async () => {
    const texts = Array.from({ length: 20 }, () => behind(claims.slice(0, 24_000)));
    const { articles } = await reading(texts);
    for (const { claims: told, notes } of articles) {
      expect(told).toHaveLength(500);
      expect(notes[0]).toMatch(/only the first 500 are told/);
    }
  });

  test('a sentence that is read in pieces is noted, ordinary prose is not', async () => {
    const [cut, prose] = (
      await reading([behind('bitcoin rose five percent and then the dollar fell '.repeat(50)), ENGLISH.slice(0, 10_000)])
    ).articles;
    expect(cut?.notes).toEqual(['Sentences of more than 1,500 characters were read in pieces; a claim across two of them may be missing.']);
    expect(prose?.notes).toEqual([]);
  });
});
