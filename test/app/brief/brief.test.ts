import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/app/operation.ts';
import { operations, run } from '../../../src/app/registry.ts';
import { renderAs } from '../../../src/app/render.ts';
import { BriefResult } from '../../../src/contract/brief.ts';
import type { CatalystReading, Evidence } from '../../../src/contract/evidence.ts';
import type { NowResult } from '../../../src/contract/state.ts';
import { shipped } from '../shipped.ts';
import { LANGUAGES, linesOf } from './pages.ts';
import { randomNow } from './random-now.ts';

const operation = operations.find(({ name }) => name === 'brief') as Operation;
const flat = (text: string) => text.replace(/[\s\u00a0]+/g, ' ');

describe('a brief on 9 January 2026, when the record of the small caps was 112 days old', () => {
  let done: Awaited<ReturnType<typeof run>>;
  let brief: BriefResult;
  beforeAll(async () => {
    done = await run(operation, { lang: 'de', asOf: '2026-01-09' }, shipped);
    brief = BriefResult.parse(done.result);
  });

  test('says in the reader’s language what fired, what it did before, what it does this time, and its chance', () => {
    const text = flat(brief.text);
    expect(text).toContain('Der Russell 2000, erster Rekordschluss seit mindestens 1 Jahr: 19. Sept. 2025; Tag 112 von 365');
    expect(text).toContain(
      '[bisher nicht besser als Zufall] Bitcoin stand nach 180 Tagen in 3 von 4 früheren Fällen höher; Basisrate 68 %, p 0,40.',
    );
    expect(text).toContain('Diesmal bisher −22 %, Tag 112 von 180; Ergebnis am 18. März 2026.');
    expect(text).toContain('Chance, dass es im nächsten Fall wie behauptet kommt: 70 % (54 % bis 85 %); Basisrate 68 %, n = 4.');
  });

  test('with two cases tells what they did and no chance, for nobody knows', () => {
    const line = brief.sections.flatMap(({ lines }) => lines).find(({ claim }) => claim === 'eth-follows');
    expect(line?.verdict).toBe('zu wenige Ereignisse');
    expect(flat(line?.text ?? '')).toMatch(
      /^Ether stand nach 180 Tagen in 2 von 2 früheren Fällen höher; Basisrate 65 %\. Diesmal bisher −31 %/,
    );
    expect(line?.text).not.toMatch(/Chance|p\u00a0/);
  });

  test('has its parts in order, and under them what it is not', () => {
    expect(brief.sections.map(({ id }) => id)).toEqual(['fired', 'before', 'for', 'against', 'changed', 'view', 'sure']);
    expect(brief.foot).toHaveLength(2);
  });

  test('as plain text keeps to 80 columns', async () => {
    const text = String(await renderAs('text', done));
    expect(text).toBe(brief.text);
    const long = text.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '));
    expect(long).toEqual([]);
  });

  test('as HTML is one file in that language, with every line under its chip, and nothing to fetch', async () => {
    const page = String(await renderAs('html', done));
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<span class="chip">bisher nicht besser als Zufall</span>');
    expect(page.match(/<li>/g)).toHaveLength(brief.sections.flatMap(({ lines }) => lines).length);
    expect(page).not.toMatch(/<script|src=|href="http|url\(/);
  });

  test('as Markdown has the same lines, the verdict in bold before each', async () => {
    const markdown = flat(String(await renderAs('markdown', done)));
    expect(markdown).toContain('## Was früher danach geschah');
    expect(markdown).toContain('**bisher nicht besser als Zufall** Bitcoin stand nach 180 Tagen in 3 von 4 früheren Fällen höher');
  });
});

test('before the statements were made a brief says so, and checks none of them', async () => {
  const { result } = await run(operation, { asOf: '2020-11-20' }, shipped);
  const { lead, sections } = BriefResult.parse(result);
  expect(flat(lead[0]?.text ?? '')).toBe(
    'The statements were made later, the first of them on 31 Dec 2025; none can be checked as of this day.',
  );
  expect(sections.find(({ id }) => id === 'before')).toBeUndefined();
  expect(flat(sections[0]?.lines.map(({ text }) => text).join(' ') ?? '')).toContain(
    'The Russell 2000, first record close in at least 1 year: 13 Nov 2020.',
  );
});

test('a catalyst with a deadline was said to come by it; that it will come is not said', () => {
  const [state] = fc.sample(
    randomNow(['eth-follows']).filter(({ evidence }) => evidence !== null),
    { numRuns: 1, seed: 3 },
  ) as [NowResult];
  const [catalyst] = fc.sample(
    randomNow(['eth-follows'])
      .map(({ evidence }) => evidence?.catalysts[0])
      .filter((one) => one !== undefined),
    { numRuns: 1, seed: 3 },
  );
  const ahead = {
    ...(catalyst as CatalystReading),
    id: 'clarity-act-passes',
    title: 'The CLARITY Act',
    status: 'ahead' as const,
    date: '2026-03-31',
    days: 11,
  };
  const now = { ...state, evidence: { ...(state.evidence as Evidence), catalysts: [ahead] } };
  const texts = LANGUAGES.map((language) =>
    linesOf(now, language)
      .map(({ text }) => flat(text))
      .find((text) => text.includes('CLARITY')),
  );
  expect(texts).toEqual([
    'Said to come by 31 Mar 2026: “The CLARITY Act (H.R. 3633) becomes law”.',
    'Annunciato entro questa data, 31 mar 2026: «Il CLARITY Act (H.R. 3633) diventa legge».',
    'Angekündigt bis 31. März 2026: „Der CLARITY Act (H.R. 3633) wird Gesetz“.',
  ]);
});

test('a language that is not there is refused', async () => {
  await expect(run(operation, { lang: 'fr' }, shipped)).rejects.toThrow();
});
