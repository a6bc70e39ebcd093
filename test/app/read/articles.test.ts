import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { read } from '../../../src/app/operations/read.ts';
import type { ReadArticle, ReadResult } from '../../../src/contract/read.ts';
import { shipped } from '../shipped.ts';

type Places = Readonly<Record<string, readonly (readonly [number, number])[]>>;
interface Labels {
  readonly file: string;
  readonly language: string;
  readonly claims: Places;
  readonly also: Places;
}

const folder = join(import.meta.dirname, '../../../../shared/articles');
const { articles: labels } = parse(readFileSync(join(import.meta.dirname, 'article-labels.yaml'), 'utf8')) as { articles: Labels[] };
const isThere = existsSync(folder);
if (!isThere) console.log(`skipped: the five articles are not here (${folder})`);

const overlaps = ({ start, end }: { start: number; end: number }, places: Places[string] | undefined) =>
  places?.some(([from, to]) => start < to && end > from) ?? false;

/** Ids that were found at one of their places, and ties to claims that are not made there. */
function scored({ claims }: ReadArticle, { claims: must, also }: Labels) {
  const tied = claims.flatMap((claim) => (claim.tie ? [{ ...claim, id: claim.tie.claim }] : []));
  const isRight = ({ id, ...place }: (typeof tied)[number]) => overlaps(place, must[id]) || overlaps(place, also[id]);
  const found = new Set(tied.filter(isRight).map(({ id }) => id));
  return {
    recall: Object.keys(must).filter((id) => found.has(id)).length / Object.keys(must).length,
    wrong: tied.filter((tie) => !isRight(tie)).map(({ id, start }) => `${id} at ${start}`),
  };
}

describe.skipIf(!isThere)('the five articles of the flagship', () => {
  let result: ReadResult;
  beforeAll(async () => {
    const text = labels.map(({ file }) => readFileSync(join(folder, file), 'utf8'));
    result = await read({ text, published: '2026-01-12' }, shipped);
  }, 60_000);

  test.each(labels.map((label, i) => [label.file, i] as const))(
    '%s: nine of ten statements are found and tied, one tie at most is wrong',
    (_, i) => {
      const { recall, wrong } = scored(result.articles[i] as ReadArticle, labels[i] as Labels);
      expect(recall).toBeGreaterThanOrEqual(0.9);
      expect(wrong.length, wrong.join(', ')).toBeLessThanOrEqual(1);
    },
  );

  test('are read each in its language', () => {
    expect(result.articles.map(({ language }) => language)).toEqual(labels.map(({ language }) => language));
  });

  test('four tell one story and the companion note another', () => {
    expect(result.syndication?.stories).toEqual([[0, 2, 3, 4], [1]]);
    const kindOf = (a: number, b: number) => result.syndication?.relations.find(({ first, second }) => first === a && second === b)?.kind;
    expect([kindOf(0, 2), kindOf(0, 3), kindOf(2, 3), kindOf(2, 4)]).toEqual(['translation', 'translation', 'translation', 'paraphrase']);
  });

  test('negative returns in the place of negative earnings are a misquote, in that text alone', () => {
    const row = result.syndication?.facts.find(({ claim }) => claim === 'unprofitable');
    expect(row?.cells.map(({ mark }) => mark)).toEqual(['same', '-', 'same', 'same', 'misquoted']);
    expect(row?.cells.map(({ measure }) => measure)).toEqual(['earnings', null, 'earnings', 'earnings', 'returns']);
    const marked = result.articles.map(({ claims }) => claims.filter(({ misquoted }) => misquoted !== null).map(({ tie }) => tie?.claim));
    expect(marked).toEqual([[], [], [], [], ['misread-40', 'misread-40']]);
  });

  test('both percentages of the rise are shown, and who left one out', () => {
    const row = result.syndication?.facts.find(({ claim }) => claim === 'flip-2020');
    expect(row?.cells.map(({ numbers }) => numbers.map((number) => number.replace(/\s/gu, '')))).toEqual([
      ['380%', '390%'],
      [],
      ['380%', '390%'],
      ['380%', '390%'],
      ['380%'],
    ]);
    expect(row?.cells[4]?.note).toMatch(/^without 390\s?%$/u);
  });

  test('each tied claim has the verdict that a check gives, but for what is denied', () => {
    const verdicts = result.articles.flatMap(({ claims }) =>
      claims.filter(({ tie, stance }) => tie !== null && stance !== 'denies').map(({ verdict }) => verdict),
    );
    expect(verdicts.every((verdict) => verdict !== null)).toBe(true);
    const flip = result.articles[0]?.claims.find(({ tie }) => tie?.claim === 'flip-2020');
    expect(flip?.verdict?.kind).toBe('reproduces only if');
    expect(flip?.verdict?.command).toContain('check russell-crypto --claim flip-2020');
  });
});
