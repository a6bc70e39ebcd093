import { afterEach, describe, expect, test } from 'vitest';
import { fitTo } from '../../src/cli/print/layout.ts';
import { plain } from '../../src/cli/print/plain.ts';
import { printRead } from '../../src/cli/print/read.ts';
import type { ReadResult } from '../../src/contract/read.ts';
import { NOTHING_READ, READ } from '../report/read-result.ts';

afterEach(() => fitTo(100));

const shown = (result: ReadResult, columns = 100) => {
  fitTo(columns);
  return printRead(result, { colour: false });
};

/** Everything hostile that a text, a name or a source can hold. */
const EVIL = 'a\u001b[2J\u001b]0;owned\u0007b\u009b31m\r\n\u202eevil\u2066\u200fname\u0000\u2028end';
const evil = (value: unknown): unknown => {
  if (typeof value === 'string') return EVIL + value;
  if (Array.isArray(value)) return value.map(evil);
  if (value === null || typeof value !== 'object') return value;
  const fixed = ['kind', 'stance', 'mark', 'published', 'asOf', 'language', 'from', 'to', 'approx'];
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fixed.includes(key) ? one : evil(one)]));
};

describe('what was read, in a terminal', () => {
  test('says the sentence first, then of each text its claims with verdict, quotation and the claim that they are', () => {
    const text = shown(READ);
    expect(text.split('\n')[0]).toBe(READ.sentence);
    expect(text).toMatch(/^1 · coin-news\.html \(English, 2 Jan 2026, 6 claims\)$/m);
    expect(text).toMatch(/^1 {2}no better than luck so far {2}“RogueMacro notes that .*… {2}three-of-three$/m);
    expect(text).toMatch(/^2 {2}▲ untestable +“Secondo Duality/m);
    expect(text).toMatch(/^5 {2}open .* new: bitcoin-dominance-falls$/m);
  });

  test('tells which texts are one story and where they depart from one another', () => {
    const text = shown(READ);
    expect(text).toContain('Texts 1 and 2 tell one story; text 3 stands alone.');
    expect(text).toContain('3 facts compared; the texts depart from one another in 2.');
    expect(text).toContain('  2 ▲ misquoted 19.5 million USD: A thousandth of what the source says.');
  });

  test('shows a single claim in full', () => {
    const article = READ.articles[0]!;
    const text = shown({ ...READ, articles: [{ ...article, claims: article.claims.slice(4, 5) }] });
    expect(text).toContain('Open until 28 Feb 2026');
    expect(text).toContain('draft bitcoin-dominance-falls: Does the dominance of Bitcoin fall before March 2026?');
    expect(text).toContain('Needs the series BTC_DOMINANCE');
  });

  test('where nothing is claimed says so, and what would be a claim', () => {
    expect(shown(NOTHING_READ)).toMatch(/No claim found\. A claim says of a market/);
  });

  test.each([120, 100, 64])('bounds every line at %i columns', (columns) => {
    const lines = shown(READ, columns).split('\n');
    expect(lines.filter((line) => [...line].length > columns)).toEqual([]);
  });

  test('lets no control character and no mark of direction through, wherever they stand', () => {
    for (const result of [
      evil(READ),
      evil(NOTHING_READ),
      { ...(evil(READ) as ReadResult), articles: [(evil(READ) as ReadResult).articles[1]!] },
    ]) {
      const text = shown(result as ReadResult);
      expect(text).toContain('evil');
      expect(text).not.toMatch(/[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--\n]/v);
    }
  });

  test('a stranger’s text is one line without what commands a terminal', () => {
    expect(plain(EVIL)).toBe('a [2J ]0;owned b 31m evilname end');
  });
});
