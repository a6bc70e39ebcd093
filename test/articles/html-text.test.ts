import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isPage, textOfPage } from '../../src/articles/html-text.ts';

const textOf = (html: string) => textOfPage(html, 'page.html').text;
const recorded = (name: string) => textOfPage(readFileSync(join(import.meta.dirname, '../recordings/articles', name), 'utf8'), name);

describe('the page of a newspaper', () => {
  const { text, title, notes } = recorded('newspaper.fake.html');

  test('is reduced to its article, paragraph by paragraph', () => {
    expect(text).toBe(readFileSync(join(import.meta.dirname, '../recordings/articles/newspaper.fake.txt'), 'utf8').trimEnd());
  });

  test('has its title and the day on which it came out', () => {
    expect(title).toBe('Small caps lead Bitcoin, strategist says – The Daily Ledger');
    expect(notes).toEqual(['The page says that it came out on 2026-11-19.']);
  });
});

describe('the page of a weblog that is one form around tables', () => {
  test('is read all the same', () => {
    const { text, title } = recorded('old-weblog.fake.html');
    expect(title).toBe("Harold's Market Notes");
    expect(text).toContain('When the Russell 2000 breaks out, Bitcoin follows within about 60 days.');
    expect(text).toContain('Year | Russell 2000 | Bitcoin\n2013 | 37.0% | 5,507%\n2016 | 19.5% | 123%');
    expect(text).not.toMatch(/Search|function|Archive|Subscribe/);
  });
});

describe('of a page', () => {
  test.each<[string, string, string]>([
    ['links are their words', '<p>The <a href="https://x.example/y">Russell 2000</a> fell.</p>', 'The Russell 2000 fell.'],
    [
      'pictures are nothing, their captions stay',
      '<figure><img src="a.png" alt="no"><figcaption>A chart</figcaption></figure><p>Text',
      'A chart\n\nText',
    ],
    ['headings keep their letters', '<h2>What next for Bitcoin</h2><p>More</p>', 'What next for Bitcoin\n\nMore'],
    ['lists have a dash for each item and no numbers', '<ul><li>One<li>Two</ul><ol start="7"><li>Three</ol>', '- One\n- Two\n- Three'],
    ['rows of tables are lines', '<table><tr><th>Year<th>Return<tr><td>2020<td>5%</table>', 'Year | Return\n2020 | 5%'],
    ['breaks are line ends', '<p>One<br>two<br/><br>three</p>', 'One\ntwo\n\nthree'],
    ['characters are what they stand for', '<p>5&nbsp;%&#8201;&ndash; &euro;3 &lt;b&gt; AT&T</p>', '5\u00a0%\u2009– €3 <b> AT&T'],
    ['spaces are one, and lines are not wrapped', `<p>${'word \n\t '.repeat(60)}</p>`, `${'word '.repeat(60)}`.trim()],
    ['words in marks of quotation keep them', '<p>He said <q>sell</q>.</p>', 'He said “sell”.'],
    ['marks of footnotes are nothing', '<p>Capital.<sup><a href="#1">1</a></sup> 5 m<sup>2</sup></p>', 'Capital. 5 m2'],
    ['words may change their look within', '<p>Bit<b>coin</b> <i>rose</i></p>', 'Bitcoin rose'],
    [
      'scripts, styles and comments are nothing',
      '<p>a<script>"<p>b"</script><style>c{}</style><!-- d --><template>e</template><noscript>f</noscript></p>',
      'a',
    ],
    [
      'forms and what belongs to the site are nothing',
      '<nav>a</nav><p>text of it</p><form>b</form><aside>c</aside><footer>d</footer><div role="search">e</div>',
      'text of it',
    ],
    ['what is hidden is nothing', '<p>seen</p><p hidden>a</p><p style="color:red; display: none">b</p><p aria-hidden="true">c</p>', 'seen'],
    ['text without elements is text', 'Bitcoin &amp; small caps', 'Bitcoin & small caps'],
    ['text around elements that were never closed is kept', '<div><p>One<div>Two<p>Three</div>Four', 'One\n\nTwo\n\nThree\n\nFour'],
    ['text after its end is kept', '<html><body><p>One</p></body></html></harbinger-page><p>Two</p>', 'One\n\nTwo'],
  ])('%s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  test('the article is read and not the teasers around it', () => {
    const long = 'The Russell 2000 fell and Bitcoin rose. '.repeat(20).trim();
    const teaser = '<article><h3>Other</h3><p>Read this.</p></article>';
    expect(textOf(`<main>${teaser}<article><header><h1>Head</h1></header><p>${long}</p></article>${teaser}</main>`)).toBe(
      `Head\n\n${long}`,
    );
    expect(textOf(`<header>Banner</header><div role="main"><p>${long}</p>${teaser}</div><p>Around</p>`)).toBe(
      `${long}\n\nOther\n\nRead this.`,
    );
    expect(textOf(`<header>Banner</header><div><p>${long}</p></div>${teaser}`)).toContain(long);
    expect(textOf(`<main>${`<article><p>${long}</p></article>`.repeat(4)}</main>`).split(long)).toHaveLength(5);
  });

  test('the title is that of the page, or its first heading', () => {
    const titleOf = (html: string) => textOfPage(html, 'x').title;
    expect(titleOf('<title>\n A  &amp; B\u0007\n</title><h1>C</h1>')).toBe('A & B');
    expect(titleOf('<title></title><meta property="og:title" content="D"><h1>C</h1>x')).toBe('D');
    expect(titleOf('<svg><title>E</title></svg><h1>C <b>F</b></h1>x')).toBe('C F');
    expect(titleOf('<p>x')).toBeUndefined();
    expect(titleOf(`<title>${'long '.repeat(1000)}</title>x`)?.length).toBe(200);
  });

  test('one without text is refused with what to do', () => {
    expect(() => textOf('<html><body><div id="root"></div><script>draw()</script>')).toThrow(
      'copy its text from the browser and give that',
    );
  });
});

test.each<[string, boolean]>([
  ['<!DOCTYPE html>\n<title>x</title>', true],
  ['\n <html lang="it">', true],
  ['<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x">', true],
  ['Saved\n<body class="a">x', true],
  ['<article>x</article>', true],
  ['<p>a</p><p class="b">b</p>\n<P>c', true],
  ['a <p> b <p> c', false],
  ['If x <price and y<p> we sell', false],
  ['Bitcoin <b>rose</b>', false],
  ['', false],
])('whether %j is a page: %s', (text, expected) => {
  expect(isPage(text)).toBe(expected);
});

/** What a page may be made of to hold its reader up. Each is about 1 MB; the time is bounded for any of them. */
const HOSTILE: Readonly<Record<string, string>> = {
  'angle brackets alone': '<'.repeat(1e6),
  'comments that never end': '<!-- '.repeat(2e5),
  'ten thousand boxes in each other': `${'<div>'.repeat(10_000)}deep${'</div>'.repeat(10_000)}`,
  'elements that never end': '<b>'.repeat(100_000),
  'ends without beginnings': `${'<b>'.repeat(5000)}${'</i>'.repeat(200_000)}`,
  'paragraphs that never end': '<p>x'.repeat(250_000),
  'quotations in quotations': '<blockquote>'.repeat(390) + 'x<br>'.repeat(150_000),
  'lists in lists': '<ul><li>'.repeat(190) + 'x<br>'.repeat(150_000),
  'a row of many cells': `<table><tr>${'<td>x</td>'.repeat(100_000)}`,
  'cells that span everything': `<table>${'<tr><td colspan="99999999" rowspan="99999999">x'.repeat(2000)}</table>`,
  'an element of many attributes': `<a ${'b=c '.repeat(250_000)}>x</a>`,
  'attributes that never end': '<a b="'.repeat(150_000),
  'scripts that never end': '<script>'.repeat(120_000),
  'titles in titles': '<title'.repeat(150_000),
  'ampersands alone': '&'.repeat(1e6),
  'characters that do not exist': '&#xFFFFFFFF;&nosuch;&#0;'.repeat(40_000),
  'pictures drawn in each other': '<svg>'.repeat(10_000) + '<p>x'.repeat(100_000),
  'articles in articles': '<article>'.repeat(5000) + 'x '.repeat(300_000),
};

describe('a hostile page', () => {
  test.each(Object.entries(HOSTILE))('of %s takes no more than a few seconds', (_, html) => {
    const start = performance.now();
    try {
      expect(textOf(html).length).toBeLessThan(html.length * 2);
    } catch (error) {
      expect((error as Error).name).toBe('CallerError');
    }
    expect(performance.now() - start).toBeLessThan(8000);
  });

  test('that takes too long is left, with what to do', () => {
    expect(() => textOf('<b>'.repeat(400_000))).toThrow('takes too long to read: copy its text from the browser and give that');
  }, 30_000);

  test('that is nested too deep says what it leaves out', () => {
    const { text, notes } = textOfPage(`<p>first</p>${'<div>'.repeat(1000)}deep`, 'x');
    expect(text).toBe('first');
    expect(notes).toEqual(['What is nested more than 400 elements deep in the page is left out.']);
  });
});
