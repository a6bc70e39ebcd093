import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type OpenLexicon, openLexicon } from '../../../src/app/read/lexicon.ts';
import { type ComparedClaim, compareTexts, shinglesOf } from '../../../src/core/reader/likeness/syndication.ts';
import { candidatesIn, readText } from '../../../src/core/reader/statements/read-text.ts';
import { LANGUAGES } from '../../../src/core/reader/words/language.ts';
import { LONGEST_SENTENCE, sentencesOf, tokensBySentence } from '../../../src/core/reader/words/sentences.ts';
import { tokenise } from '../../../src/core/reader/words/tokens.ts';
import { shipped } from '../../app/shipped.ts';
import { ENGLISH, HOSTILE } from './hostile-texts.ts';

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
const yaml = (name: string): unknown => parse(readFileSync(new URL(`../../../lexicon/${name}.yaml`, import.meta.url), 'utf8'));
/** Phrases that the reader knows, with their brackets and stars, and pieces of true sentences. */
const PHRASES = ['markets', 'predicates', 'relations'].flatMap((name) => stringsIn(yaml(name)));
const PIECES = ENGLISH.split(/(?<=[ ,;])/u).slice(0, 2000);
const SIGNS = [
  ...'.,;:!?…—–-"“”‘’«»()[]<>&%$€0123456789 \n\r\t\0\u0007\u001b\u00A0\u2028',
  '\u200B',
  '\u200D',
  '\u202E',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  'e\u0301\u0316',
  '👩‍👩‍👧',
  'ﷺ',
  'ع',
  '中',
  'İ',
  'ﬁ',
  '½',
];

const words = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 4, arbitrary: fc.constantFrom(...PHRASES) },
  { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);
const texts = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.array(words, { maxLength: 120 }), fc.constantFrom('', ' ')).map(([pieces, gap]) => pieces.join(gap)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
);

let lexicon: OpenLexicon;
beforeAll(async () => {
  lexicon = await openLexicon(shipped, undefined);
});

/** What every reading keeps to, whatever the text. */
function expectSound(text: string, found: ReturnType<typeof candidatesIn>): void {
  let last = 0;
  for (const { start, end, mentions, quantities, dates, about } of found) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end - start).toBeLessThanOrEqual(LONGEST_SENTENCE + 40);
    expect(about.length).toBeGreaterThan(0);
    for (const part of [...mentions, ...quantities, ...dates]) {
      expect(part.start).toBeGreaterThanOrEqual(0);
      expect(part.end).toBeGreaterThan(part.start);
      expect(part.end).toBeLessThanOrEqual(text.length);
    }
    last = end;
  }
  expect(last).toBeLessThanOrEqual(text.length);
}

describe('a text of anything', () => {
  it.each(LANGUAGES)('read as %s never throws; its claims lie within it, one behind the other, and are the same again', (language) => {
    const tables = lexicon.tablesOf(language);
    fc.assert(
      fc.property(texts, fc.option(fc.integer({ min: -40_000, max: 60_000 })), (text, published) => {
        const found = candidatesIn(text, tables, published);
        expectSound(text, found);
        expect(candidatesIn(text, tables, published)).toEqual(found);
      }),
      { seed: 29, numRuns: 400 },
    );
  });

  it('loses no token that is shorter than a sentence may be to where its sentences are cut', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 20 }), fc.constantFrom('', ' '), (pieces, gap) => {
        const text = pieces
          .join(gap)
          .replace(/[\r\n\u2028\u2029]/gu, ' ')
          .repeat(40);
        const rules = lexicon.tablesOf('en').sentences;
        const sentences = sentencesOf(text, rules);
        for (const { start, end } of sentences) expect(end - start).toBeLessThanOrEqual(LONGEST_SENTENCE);
        const tokens = tokenise(text).filter(({ kind, start, end }) => kind === 'word' && end - start < LONGEST_SENTENCE);
        const kept = new Set(
          tokensBySentence(tokenise(text), sentences)
            .flat()
            .map(({ start }) => start),
        );
        expect(tokens.filter(({ start }) => !kept.has(start))).toEqual([]);
      }),
      { seed: 31, numRuns: 200 },
    );
  });
});

describe('what nobody sees', () => {
  const read = (text: string) => candidatesIn(text, lexicon.tablesOf('en'), 20_000);
  const HIDDEN = [
    '\u00AD',
    '\u061C',
    '\u200B',
    '\u200C',
    '\u200D',
    '\u200E',
    '\u200F',
    '\u202A',
    '\u202B',
    '\u202C',
    '\u202D',
    '\u202E',
    '\u2060',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\uFE0F',
    '\uFEFF',
  ];

  it.each(HIDDEN.map((sign) => [`U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`, sign]))(
    '%s between letters and figures hides no claim',
    (_, sign) => {
      const plain = 'Bitcoin rose 25% after the Russell 2000 hit a record in October 2025.';
      const hidden = plain.replace(/(?<=[\p{L}\p{Nd}])(?=[\p{L}\p{Nd}])/gu, sign);
      const [seen, found] = [read(plain)[0], read(hidden)[0]];
      expect(found?.about).toEqual(seen?.about);
      expect(found?.kind).toBe(seen?.kind);
      expect(found?.quantities.map(({ value, unit }) => [value, unit])).toEqual(seen?.quantities.map(({ value, unit }) => [value, unit]));
      expect(found?.dates.map(({ from, to }) => [from, to])).toEqual(seen?.dates.map(({ from, to }) => [from, to]));
      expect(hidden.slice(found?.start, found?.end).replaceAll(sign, '')).toBe(plain.slice(seen?.start, seen?.end));
    },
  );

  it('finds B\u200Bitcoin, and marks of direction around it change nothing', () => {
    expect(read('B\u200Bitcoin fell 30%.')[0]?.about).toEqual(['BTC']);
    expect(read('\u202EBitcoin\u202C fell \u206630%\u2069.')[0]?.about).toEqual(['BTC']);
  });

  it('finds a claim whose letters carry marks, and one behind the end of a file', () => {
    expect(read('Bítcóin fell 30%.')[0]?.about).toEqual(['BTC']);
    expect(read('\uFEFFBitcoin fell 30%.\0')[0]?.about).toEqual(['BTC']);
  });
});

describe('a sentence without an end', () => {
  it('is read in pieces, and how many they are is told', () => {
    const clause = 'bitcoin rose five percent and then the dollar fell after stocks ';
    const { candidates, pieces } = readText(clause.repeat(100), lexicon.tablesOf('en'), null);
    expect(pieces).toBe(Math.ceil((clause.length * 100) / LONGEST_SENTENCE));
    expect(candidates.length).toBeGreaterThan(pieces);
    expect(readText(clause, lexicon.tablesOf('en'), null).pieces).toBe(0);
  });
});

describe('hostile texts', () => {
  it.each(Object.keys(HOSTILE))('%s: 100 kB are read in ten times the time that they may take, at most', (name) => {
    const tables = lexicon.tablesOf('en');
    const text = (HOSTILE[name] as (length: number) => string)(100_000);
    const before = process.cpuUsage();
    const found = candidatesIn(text, tables, 20_000);
    // Asked for are 50 ms for each 10 kB.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(10 * 50 * 10);
    expectSound(text, found);
  });
});

describe('texts that are compared', () => {
  const claim = (feature: string, value: number): ComparedClaim => ({
    ...{ key: null, kind: 'figure', features: new Set(['market:BTC', 'says:rise', feature]), measures: [], misquotes: null },
    figures: [{ text: `${value} %`, unit: 'percent', value }],
  });

  it('are one fact where a thousand claims say the same, and the figures that a note names are told by number beyond twenty', () => {
    const said = Array.from({ length: 1000 }, (_, i) => claim('year:2021', i));
    const shingles = shinglesOf(tokenise('a b c d e f'));
    const text = (claims: readonly ComparedClaim[]) => ({ language: 'en', claims, shingles });
    const { facts } = compareTexts([text(said), text(said), text(said.slice(0, 1))]);
    expect(facts).toHaveLength(1);
    expect(facts[0]?.cells[0]?.claims).toHaveLength(1000);
    expect(facts[0]?.cells[2]?.note).toMatch(/^without 1 %, .*, 20 % and 979 more$/);
  });

  it('ask the features of each other claim once: a likeness is not sought again for what was sought before', () => {
    let asked = 0;
    const counted = (i: number): ComparedClaim => {
      const features = new Set([`market:${i}`, 'says:rise']);
      const has = features.has.bind(features);
      features.has = (feature) => {
        asked++;
        return has(feature);
      };
      return { ...claim('', 0), features };
    };
    const distinct = 50;
    const said = Array.from({ length: 20_000 }, (_, i) => counted(i % distinct));
    compareTexts([{ language: 'en', claims: said, shingles: new Set() }]);
    expect(asked).toBeLessThan(2 * distinct ** 2);
  });
});
