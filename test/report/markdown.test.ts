import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { renderReport } from '../../src/report/html.ts';
import { markdownOf } from '../../src/report/markdown.ts';
import { CHECK, PICTURES } from './fixture.ts';
import { textOf } from './well-formed.ts';

const shown = (page: string) => marked.parse(markdownOf(page), { async: false, gfm: true });
const body = (content: string) => `<!doctype html><html><body>${content}</body></html>`;

/** Everything that means something in Markdown or HTML, at the start of a line and within one. */
const HOSTILE = [
  '# no heading',
  '- no item',
  '+ no item',
  '1. no item',
  '> no quotation',
  '---',
  '===',
  '| no | table |',
  'a | b \\| c',
  '**not bold** and *not* _so_ __either__',
  'snake_case_name and _edge_',
  '`no code` and ``` none',
  '[no](/x) ![no](x.png) [no]: /x',
  '<script>alert(1)</script> <img src=x onerror=alert(1)>',
  '&lt;script&gt; &amp;amp; &copy;',
  '~~not struck~~ and $x^2$',
  'a \\ b \\* c',
  '=HYPERLINK("x")',
];

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const plain = (html: string) => textOf(html).replace(/\s+/g, ' ').trim();

describe('a report as Markdown', () => {
  test.each(HOSTILE)('a claim text stays the text that it is: %s', (text) => {
    const html = shown(body(`<p>${escaped(text)}</p>`));
    expect(html).toMatch(/^<p>[^<]*<\/p>\n$/);
    expect(plain(html)).toBe(text);
  });

  test.each(HOSTILE)('so does the name of a series in a table, in code and in a list: %s', (text) => {
    const html = shown(
      body(
        `<table><thead><tr><th>series</th><th>n</th></tr></thead><tbody><tr><th>${escaped(text)}</th><td><code>${escaped(text)}</code></td></tr></tbody></table><ul><li>${escaped(text)}</li></ul>`,
      ),
    );
    expect([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag)).toEqual(
      `table thead tr th th tbody tr td td ${text.includes('\\|') ? '' : 'code '}ul li`.split(' '),
    );
    expect(plain(html)).toBe(['series n', text, text, text].join(' '));
  });

  test('says of a pack what its page says, in the same order, and leaves out the pictures', () => {
    const text = plain(shown(renderReport({ check: CHECK, pictures: PICTURES })));
    const parts = [CHECK.title, CHECK.question, CHECK.summary, CHECK.claims[0]!.statement, CHECK.claims[0]!.why, CHECK.dataHash];
    const places = parts.map((part) => text.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const claim of CHECK.claims) for (const part of [claim.statement, claim.command, ...claim.needs]) expect(text).toContain(part);
    expect(markdownOf(renderReport({ check: CHECK, pictures: PICTURES }))).not.toMatch(/<svg|<path|The figure as a table/);
  });

  test('has every cell of a table in its column, also beside a cell that spans several', () => {
    const markdown = markdownOf(
      body(
        '<table><thead><tr><th>a</th><th>b</th><th class="words">c</th></tr></thead><tbody><tr><th>x</th><td colspan="2">wide</td></tr></tbody></table>',
      ),
    );
    expect(markdown).toBe('| a | b | c |\n| --- | --: | --- |\n| x | wide |  |\n');
  });

  test('keeps a command as it stands, behind a fence that it cannot break', () => {
    const command = "harbinger study --when 'a | b' --then '```\n# x'";
    const html = shown(body(`<pre>${escaped(command)}</pre>`));
    expect(plain(html)).toBe(command.replace(/\s+/g, ' '));
    expect(html).toMatch(/^<pre><code>[^<]*<\/code><\/pre>\s*$/);
  });
});
