import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { MESSAGES, placesIn } from '../../../src/app/brief/speech.ts';
import { VerdictKind } from '../../../src/contract/verdict.ts';
import { verdictWords } from '../../../src/contract/verdict-words.ts';
import { indicators, LANGUAGES, pack } from './pages.ts';

const keys = Object.keys(MESSAGES.en) as (keyof typeof MESSAGES.en)[];
const folder = join(import.meta.dirname, '../../../src/app');
const sources = [...globSync('brief/**/*.ts', { cwd: folder }), 'operations/brief.ts']
  .filter((path) => !path.includes('messages'))
  .map((path) => readFileSync(join(folder, path), 'utf8'))
  .join('\n');
const astOf = (key: (typeof keys)[number], language: (typeof LANGUAGES)[number]) =>
  new IntlMessageFormat(MESSAGES[language][key], language).getAst();

describe('the words of the page', () => {
  test('are the same keys in every language, none of them empty', () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(MESSAGES[language]).sort()).toEqual([...keys].sort());
      expect(Object.entries(MESSAGES[language]).filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  test('have the same places in every language', () => {
    const places = (key: (typeof keys)[number]) => LANGUAGES.map((language) => [...placesIn(astOf(key, language))].sort().join(' '));
    expect(keys.filter((key) => new Set(places(key)).size > 1).map((key) => [key, ...places(key)])).toEqual([]);
  });

  test('are all used, and nothing is used that is not there', () => {
    // `section.` and `span.` are completed by the names of sections and units.
    const isUsed = (key: string) => sources.includes(`'${key}'`) || /^(section|span)\./.test(key);
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
    const said = [
      ...sources.matchAll(
        /'((?:lead|fired|trigger|case|before|p|this|since|forecast|evidence|view|would|sure|means|power|reading|data|foot|changed)\.\w+)'/g,
      ),
    ].map(([, key]) => key);
    expect(said.length).toBeGreaterThan(50);
    expect(said.filter((key) => !keys.includes(key as never))).toEqual([]);
  });

  test('have a form for one and a form for many wherever they count', () => {
    for (const language of LANGUAGES) {
      for (const key of keys) {
        const plurals = astOf(key, language).flatMap((part) => ('pluralType' in part ? [Object.keys(part.options)] : []));
        for (const forms of plurals) expect(forms, `${language} ${key}`).toEqual(expect.arrayContaining(['one', 'other']));
      }
    }
  });

  test('in Italian have no article that would have to elide before a number or a date', () => {
    const elides = /\b(il|lo|la|al|dal|del|nel|sul|l|all|dall|dell) \{/;
    expect(Object.entries(MESSAGES.it).filter(([, text]) => elides.test(text))).toEqual([]);
  });

  test('have every verdict in each language, none like another', () => {
    for (const language of LANGUAGES) expect(new Set(VerdictKind.options.map((kind) => verdictWords(kind, language))).size).toBe(16);
  });
});

describe('the pack that ships', () => {
  test('has its title, its question, every statement, condition, indicator and catalyst in Italian and German', () => {
    const texts = [
      pack,
      indicators,
      ...indicators.readings,
      ...indicators.catalysts,
      ...pack.claims,
      ...pack.claims.flatMap(({ check }) => check.condition?.conditions ?? []),
    ];
    for (const { translations } of texts) {
      expect(Object.keys(translations ?? {}).sort()).toEqual(['de', 'it']);
      for (const words of Object.values(translations ?? {})) expect(Object.values(words ?? {}).every((text) => text !== '')).toBe(true);
    }
  });

  test('names the same numbers in each language', () => {
    const numbers = (text: string) => (text.match(/\d+/g) ?? []).map((digits) => digits.replace(/^0+/, '')).sort();
    for (const language of ['it', 'de'] as const) {
      for (const { id, statement, translations } of pack.claims)
        expect(numbers(translations?.[language]?.statement ?? ''), `${id} ${language}`).toEqual(numbers(statement));
      for (const { id, title, translations } of [...indicators.readings, ...indicators.catalysts])
        expect(numbers(translations?.[language]?.title ?? ''), `${id} ${language}`).toEqual(numbers(title));
    }
  });
});
