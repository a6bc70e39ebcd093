import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { markText } from '../../src/contract/marked-text.ts';
import { ReadResult } from '../../src/contract/read.ts';
import { readCsv } from '../../src/report/read-csv.ts';
import { readMarkdown } from '../../src/report/read-markdown.ts';
import { readReport } from '../../src/report/read-report.ts';
import { formulasIn } from '../server/attack/hostile-texts.ts';
import { NOTHING_READ, READ } from './read-result.ts';
import { complaints, textOf } from './well-formed.ts';

const page = readReport(READ, { version: '1.2.3', dataHash: 'beef' });
/** A mark of direction and a bell, which the first text holds. */
const UNSEEN = ['\u202e', '\u0007'];
const entry = (article: number, claim: number) =>
  textOf(page.slice(page.indexOf(`id="claim-${article}-${claim}"`) - 5).split('\n</div>\n')[0] as string);

describe('a text with marked claims', () => {
  const text = 'one two three\r\n\r\n  four five\nsix';
  const at = (quote: string) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length });

  test('keeps every letter of every line, whatever is marked', () => {
    const { lines } = markText(text, [at('two'), at('two three'), at('one two'), at('five\nsix')]);
    expect(lines.map(({ stretches }) => stretches.map((stretch) => stretch.text).join(''))).toEqual([
      'one two three',
      '  four five',
      'six',
    ]);
  });

  test('parts where claims overlap, and says which of them is the shortest there and which begin', () => {
    const [line] = markText(text, [at('one two'), at('two three'), at('two')]).lines;
    expect(line?.stretches).toEqual([
      { text: 'one ', claims: [0], inner: 0, opens: [0] },
      { text: 'two', claims: [0, 1, 2], inner: 2, opens: [1, 2] },
      { text: ' three', claims: [1], inner: 1, opens: [] },
    ]);
  });

  test('carries a claim over lines, and tells it once', () => {
    const { lines, unplaced } = markText(text, [at('three\r\n\r\n  four')]);
    expect(lines.map(({ opens }) => opens)).toEqual([[0], [], []]);
    expect(lines[1]?.stretches.map(({ text: said, claims }) => [said, claims])).toEqual([
      ['  four', [0]],
      [' five', []],
    ]);
    expect(unplaced).toEqual([]);
  });

  test('names the claims whose place is empty, outside, or a blank line, and cuts what reaches beyond the end', () => {
    const place = (start: number, end: number) => ({ start, end });
    const { lines, unplaced } = markText(text, [place(5, 5), place(900, 950), place(13, 17), place(text.length - 3, 999)]);
    expect(unplaced).toEqual([0, 1, 2]);
    expect(lines.at(-1)?.stretches).toEqual([{ text: 'six', claims: [3], inner: 3, opens: [3] }]);
  });

  test('is linear: a hundred thousand claims in one line take less than two seconds', () => {
    const long = 'claim '.repeat(100_000);
    const start = performance.now();
    const claims = Array.from({ length: 100_000 }, (_, i) => ({ start: 6 * i, end: 6 * i + 8 }));
    expect(markText(long, claims).lines[0]?.stretches).toHaveLength(199_999);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('the report of what was read', () => {
  test('is made of what the contract calls a reading', () => {
    expect(() => ReadResult.parse(READ)).not.toThrow();
    expect(() => ReadResult.parse(NOTHING_READ)).not.toThrow();
  });

  test('is well-formed, with every id once and every link leading somewhere; needs no network and no script', () => {
    for (const markup of [page, readReport(NOTHING_READ)]) {
      expect(complaints(markup)).toEqual([]);
      expect(markup).not.toMatch(/<script/i);
      expect(markup).not.toMatch(/(?:src|href)="(?!#)/);
      expect(markup).not.toMatch(/\son\w+="/);
    }
  });

  test('shows a text as it stands, its markup as text, and nothing of what commands a terminal or turns the line', () => {
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    for (const one of UNSEEN) expect(page).not.toContain(one);
    const lines = [...page.matchAll(/<p class="said"[^>]*>(.*?)<\/p>/gs)].map(([, line]) =>
      (line as string).replace(/<(strong|a) class="n"[^>]*>[^<]*<\/\1>\u00a0?/g, ''),
    );
    const shown = lines.map((line) => textOf(line.replace(/<[^>]*>/g, '')));
    const texts = READ.articles
      .flatMap(({ text }) => UNSEEN.reduce((rest, one) => rest.replaceAll(one, ''), text).split('\n'))
      .filter((line) => line !== '');
    expect(shown).toEqual(texts);
  });

  test('marks overlapping claims in place, each number leading to its entry and back', () => {
    expect(page).toMatch(
      /<mark class="one settled"><a id="mark-1-1" href="#claim-1-1"><strong class="n">1<\/strong>\u00a0RogueMacro notes/,
    );
    expect(page).toMatch(/<mark class="deep settled"><a id="mark-1-2" href="#claim-1-2"><strong class="n">2<\/strong>\u00a0record highs/);
    expect(page).toMatch(/<mark class="one settled"><a href="#claim-1-1">, Bitcoin rallied<\/a><\/mark>/);
    const marks = READ.articles.flatMap(({ claims }, a) => claims.map((_, c) => `${a + 1}-${c + 1}`));
    for (const mark of marks) expect(page).toContain(`href="#mark-${mark}"`);
  });

  test('says of a claim its verdict, who says it and how, its numbers, the claim that it is, why', () => {
    expect(entry(1, 3)).toMatch(/untestable Untestable: needs IWM_FLOWS/);
    expect(entry(1, 3)).toContain('Figure, said by Duality Research');
    expect(entry(1, 3)).toContain('about 19,500,000,000 USD');
    expect(entry(1, 3)).toContain('russell-crypto/outflows');
    expect(entry(1, 1)).toContain('After five Russell 2000 records Bitcoin rose four times');
    expect(entry(1, 4)).toContain('Figure, hedged');
    expect(entry(2, 2)).toContain('▲ misquoted Says 19.5 million');
  });

  test('says of a draft what would test it and what is missing, and carries its claim file', () => {
    expect(entry(1, 5)).toContain('No pack has it. Does the dominance of Bitcoin fall');
    expect(entry(1, 5)).toContain('To be tested it needs: the series BTC_DOMINANCE');
    expect(page).toMatch(/<details class="drafts">.*<pre>pack: drafts\n# &lt;b&gt;two/s);
  });

  test('lets a line and a name run from right to left by themselves', () => {
    expect(page).toMatch(/<p class="said" dir="auto">לפי Kobeissi/);
    expect(page).toContain('<bdi>עיתון.txt</bdi>');
    expect(page).toMatch(/<p class="said" dir="auto" lang="it">/);
  });

  test('marks what departs in the table of facts by shape and word', () => {
    const row = /Outflows of small-cap ETFs<br>.*?<\/tr>/s.exec(page)?.[0] ?? '';
    expect(textOf(row)).toMatch(/● 19\.5 billion USD \(claim 3 , 4 ?\) ▲ misquoted 19\.5 million USD/);
    expect(page).toContain('<strong>≠ differs</strong> 43 %');
    expect(textOf(page)).toContain('Texts 1 and 2 tell one story; text 3 stands alone.');
  });

  test('where nothing is claimed says so, and what would be a claim', () => {
    expect(textOf(readReport(NOTHING_READ))).toContain('No claim found. A claim says of a market');
  });

  test('is the same as Markdown, with the drafts as code', () => {
    const shown = marked.parse(readMarkdown(READ), { async: false, gfm: true });
    const text = textOf(shown);
    for (const part of [READ.sentence, '1 RogueMacro notes', 'Untestable: needs IWM_FLOWS', '▲ misquoted', 'id: bitcoin-dominance-falls'])
      expect(text).toContain(part);
    expect(shown).not.toMatch(/<(?:script|b)>/);
  });
});

describe('the claims as CSV', () => {
  const csv = readCsv(READ);

  test('have a line each, with place, tie and verdict', () => {
    expect(csv.split('\r\n')[0]).toBe('article,start,end,quote,kind,stance,by,about,numbers,tie,verdict,draft,misquoted');
    expect(csv.trim().split('\r\n')).toHaveLength(10);
    expect(csv).toContain(',"about 19,500,000,000 USD",russell-crypto/outflows,untestable: needs IWM_FLOWS,');
  });

  test('hold nothing that a spreadsheet takes for a formula', () => {
    expect(csv).toContain("'=Analysts");
    expect(formulasIn(csv)).toEqual([]);
  });
});
