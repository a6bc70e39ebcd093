import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writtenAs } from '../../../src/app/brief/numbers.ts';
import { now } from '../../../src/app/operations/now.ts';
import type { BriefKind, BriefValue } from '../../../src/contract/brief.ts';
import {
  formatDate,
  formatFactor,
  formatLevel,
  formatPercent,
  formatPercentile,
  formatProbability,
  formatReturn,
} from '../../../src/contract/format.ts';
import type { Language } from '../../../src/contract/languages.ts';
import type { NowResult } from '../../../src/contract/state.ts';
import { shipped } from '../shipped.ts';
import { LANGUAGES, linesOf, pack } from './pages.ts';
import { randomNow } from './random-now.ts';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  it: ['gen', 'feb', 'mar', 'apr', 'mag', 'giu', 'lug', 'ago', 'set', 'ott', 'nov', 'dic'],
  de: ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'],
};

/** A date as a reader of the language reads it. */
function readDate(text: string, language: Language): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.?\s(\S+)\s(\d{4})$/.exec(text) ?? [];
  const number = MONTHS[language].indexOf(month) + 1;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A number as a reader of the language reads it, with half a unit of its last digit. */
function readNumber(text: string, language: Language): { value: number; half: number } {
  const [group, point] = language === 'en' ? [',', '.'] : ['.', ','];
  const digits = (/\d[\d.,]*/.exec(text)?.[0] ?? '').replaceAll(group as string, '').replace(point as string, '.');
  const decimals = digits.split('.')[1]?.length ?? 0;
  const scale = text.includes('%') ? 100 : 1;
  return { value: ((/[\u2212-]/.test(text) ? -1 : 1) * Number(digits)) / scale, half: 0.5 / 10 ** decimals / scale };
}

/** What a place of the result holds; after a list's `?key=value` how many of it have that. */
function holds(result: NowResult, from: string): unknown {
  const [path = '', only] = from.split('?');
  const found = path
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], result);
  if (!Array.isArray(found)) return found;
  const [key = '', is] = only?.split('=') ?? [];
  return only === undefined ? found.length : found.filter((one) => one[key] === is).length;
}

const BELOW = /below|meno di|unter/;
const UNDER = /less than|meno dell|weniger als/;

/** Why what stands in the page is not what the result says; undefined where it is. */
function differs({ kind, text, value, from }: BriefValue, result: NowResult, language: Language): string | undefined {
  if (kind === 'words') return undefined;
  const held = holds(result, from);
  const isThere = typeof held === 'string' && typeof value === 'number' ? held.includes(String(value)) : held === value;
  if (!isThere) return `${from} holds ${String(held)}, the page has ${value}`;
  if (kind === 'date') return readDate(text, language) === value ? undefined : `${text} is not ${value}`;
  const { value: read, half } = readNumber(text, language);
  const shown = kind === 'log change' ? Math.expm1(value as number) : (value as number);
  if (kind === 'p' && BELOW.test(text)) return shown < read ? undefined : `${text} is not ${shown}`;
  if (kind === 'percentile') {
    const isIn = UNDER.test(text) ? shown < read : shown >= read - 1e-9 && shown < read + 2 * half;
    return isIn ? undefined : `${text} is not ${shown}`;
  }
  return Math.abs(read - shown) <= half * (1 + 1e-6) + 1e-12 * (1 + Math.abs(shown)) ? undefined : `${text} is not ${shown}`;
}

const flat = (text: string): string => text.toLowerCase().replace(/\s/g, ' ');

/** Numbers and dates of a line that do not come from the result, and digits that nothing accounts for. */
function strays(result: NowResult, language: Language): string[] {
  return linesOf(result, language).flatMap(({ text, values }) => {
    const wrong = values.flatMap((value) => differs(value, result, language) ?? []);
    const lost = values.filter((value) => !flat(text).includes(flat(value.text))).map((value) => `"${value.text}" is not in: ${text}`);
    const longestFirst = values.map((value) => flat(value.text)).sort((a, b) => b.length - a.length);
    const rest = longestFirst.reduce((left, known) => left.replace(known, ''), flat(text));
    return [...wrong, ...lost, ...(/\d/.test(rest) ? [`a number of its own in: ${text}`] : [])];
  });
}

describe('every number of the page is one of now', () => {
  test('on the table that ships, read back from each language', async () => {
    const { result } = await now({ asOf: '2026-03-20' }, shipped);
    for (const language of LANGUAGES) expect(strays(result, language)).toEqual([]);
  });

  test('whatever the state of the claims and of the evidence', () => {
    fc.assert(
      fc.property(randomNow(pack.claims.slice(0, 6).map(({ id }) => id)), fc.constantFrom(...LANGUAGES), (result, language) => {
        expect(strays(result, language)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('numbers and dates', () => {
  const spaced = (text: string) => text.replaceAll('\u00a0', ' ');
  const number = fc.double({ min: -50, max: 50, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const asElsewhere: readonly [BriefKind, fc.Arbitrary<number>, (value: number) => string][] = [
    ['share', share, formatPercent],
    ['percentile', fc.double({ min: 0.01, max: 1, noNaN: true }), formatPercentile],
    ['change', number, formatReturn],
    ['factor', fc.double({ min: 0.01, max: 90, noNaN: true }), formatFactor],
    ['p', share, formatProbability],
    ['level', fc.double({ min: -200_000, max: 200_000, noNaN: true }), formatLevel],
  ];

  test.each(asElsewhere)('%s is written in English as everywhere else', (kind, values, format) => {
    fc.assert(fc.property(values, (value) => spaced(writtenAs(kind, value, 'en')) === format(value)));
  });

  test('dates are written as each language has them, whatever the time zone of the machine', () => {
    expect(LANGUAGES.map((language) => spaced(writtenAs('date', '2025-09-18', language)))).toEqual([
      '18 Sep 2025',
      '18 set 2025',
      '18. Sept. 2025',
    ]);
    expect(spaced(writtenAs('date', '2025-09-18', 'en'))).toBe(formatDate('2025-09-18'));
  });

  test('Italian and German have a comma for decimals and a point for thousands', () => {
    const written = (kind: BriefKind, value: number) => LANGUAGES.map((language) => spaced(writtenAs(kind, value, language)));
    expect(written('share', 0.0615)).toEqual(['6.2 %', '6,2%', '6,2 %']);
    expect(written('change', -0.37)).toEqual(['−37 %', '−37%', '−37 %']);
    expect(written('level', -62_798.4)).toEqual(['−62,798', '−62.798', '−62.798']);
    expect(written('p', 0.00001)).toEqual(['below 0.0001', 'meno di 0,0001', 'unter 0,0001']);
    expect(written('factor', 3.62)).toEqual(['×3.6', '×3,6', '×3,6']);
  });
});
