import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { explain } from '../../src/app/operations/explain.ts';
import { verdictText } from '../../src/app/present/verdict-words.ts';
import { printExplain } from '../../src/cli/print/explain.ts';
import type { Topic } from '../../src/contract/explain.ts';
import { Gate, VerdictKind } from '../../src/contract/verdict.ts';
import { GATE_LEVEL, LEVEL } from '../../src/core/claims/verdict.ts';
import { BEFORE_LEVEL, FEW_CLUSTERS } from '../../src/core/claims/withholding.ts';
import { shipped } from './shipped.ts';

const root = join(import.meta.dirname, '../..');
const topicOf = async (...words: string[]) => {
  const { topic } = await explain({ topic: words }, shipped);
  if (!topic) throw new Error('a topic was asked for');
  return topic;
};
let topics: Topic[];
beforeAll(async () => {
  topics = (await explain({}, shipped)).topics;
});

describe('everything that a result names has its explanation', () => {
  test.each(VerdictKind.options)('the verdict "%s": what it means, its rule, what would change it, what it does not mean', async (kind) => {
    const { kind: found, title, text } = await topicOf(kind);
    expect([found, title]).toEqual(['verdict', kind]);
    for (const part of ['**Rule.**', '**What would change it.**', '**What it does not mean.**']) expect(text).toContain(part);
  });

  test.each(Gate.shape.name.options)('the gate "%s": what it asks and its rule', async (name) => {
    const { kind, title, text, line } = await topicOf(name);
    expect([kind, title]).toEqual(['gate', name]);
    expect(line).toMatch(/\?$/);
    expect(text).toContain('**Rule.**');
  });

  const pages = globSync('src/app/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\bpage: '([a-z-]+)'/g)].map(([, page]) => page as string),
  );
  test.each([...new Set(pages)].sort())('the page "%s" of a cross-check', async (page) => {
    expect((await topicOf(page)).id).toBe(`methods/${page}`);
  });

  test('every page of the documentation, with a title and a line', async () => {
    const pages = await shipped.docs.pages();
    expect(topics.map(({ id }) => id)).toEqual(expect.arrayContaining([...pages]));
    for (const { id, title, line } of topics) {
      expect(title, id).not.toBe('');
      expect(line, id).toMatch(/[.?!:]$/);
      expect(line, id).not.toMatch(/\]\(|\*\*|^_/);
    }
  });

  test('no two topics have the same id', () => {
    expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length);
  });
});

describe('the rules that are told are the rules that decide', () => {
  const two = (level: number) => level.toFixed(2);

  test.each([
    ['adjusted', two(LEVEL)],
    ['few clusters', two(LEVEL)],
    ['few clusters', `fewer than ${FEW_CLUSTERS} `],
    ['before the event', two(BEFORE_LEVEL)],
    ['leave-one-out', two(GATE_LEVEL)],
    ['phase-matched', two(GATE_LEVEL)],
    ['state-matched', two(GATE_LEVEL)],
    ['halves', two(GATE_LEVEL)],
    ['second test', two(GATE_LEVEL)],
    ['stands out from luck', two(LEVEL)],
    ['stands out from luck', two(GATE_LEVEL)],
    ['suggestive', two(LEVEL)],
    ['no better than luck so far', two(LEVEL)],
    ['could not have been seen', two(LEVEL)],
  ])('%s: %s', async (topic, threshold) => {
    const rule = /\*\*Rule\.\*\* (.*?)(?:\n\n|$)/s.exec((await topicOf(topic)).text.replace(/Where fewer/, 'fewer'))?.[1] ?? '';
    expect(rule.replaceAll(/\s+/g, ' ')).toContain(threshold);
  });
});

describe('a topic can be asked for', () => {
  test.each([
    [['stands', 'out'], 'verdict/stands-out-from-luck'],
    [['stands-out-from-luck'], 'verdict/stands-out-from-luck'],
    [['verdict/stands-out-from-luck'], 'verdict/stands-out-from-luck'],
    [['Stands Out From Luck'], 'verdict/stands-out-from-luck'],
    [['untestable: needs TOTAL3'], 'verdict/untestable-needs'],
    [['open', 'until', '18', 'Mar', '2026'], 'verdict/open-until'],
    [['nothing new: settled before the claim'], 'verdict/nothing-new'],
    [['exact-shift'], 'methods/exact-shift'],
    [['methods/exact-shift'], 'methods/exact-shift'],
    [['docs/methods/exact-shift.md'], 'methods/exact-shift'],
    [['The exact shift'], 'methods/exact-shift'],
    [['word/exact-shift'], 'word/exact-shift'],
    [['p'], 'word/p'],
    [['base'], 'word/base-rate'],
    [['e-value'], 'word/bet-against-luck'],
    [['read-today'], 'how-to/read-today'],
    [['language'], 'reference/language'],
  ])('as %s', async (words, id) => {
    expect((await topicOf(...words)).id).toBe(id);
  });

  test('by the words of a suggestive verdict, whatever it hangs on', async () => {
    for (const gate of Gate.shape.name.options.slice(1)) {
      const words = verdictText({ verdict: 'suggestive, but hangs on', gates: [], hangsOn: [gate], needs: null });
      expect((await topicOf(words)).id).toBe('verdict/suggestive-but-hangs-on');
      // What it hangs on, in the verdict's own words, is the gate.
      expect((await topicOf(words.replace('suggestive, but hangs on ', ''))).id).toBe(`gate/${gate.replaceAll(' ', '-')}`);
    }
  });

  test('and a slip of the keyboard is told the nearest name', async () => {
    await expect(explain({ topic: ['exact-shfit'] }, shipped)).rejects.toThrow(
      /no topic "exact-shfit"; did you mean The exact shift \(methods\/exact-shift\)\?/,
    );
    await expect(explain({ topic: ['qqqqqqqq'] }, shipped)).rejects.toThrow('`harbinger explain` lists them');
    await expect(explain({ topic: ['path'] }, shipped)).rejects.toThrow(
      /"path" could be methods\/path-resampling, methods\/path-test; name one/,
    );
  });
});

describe('the text of a topic', () => {
  test('links to other topics by their ids, and to nothing that does not ship', async () => {
    const ids = new Set(topics.map(({ id }) => id));
    for (const { id } of topics) {
      const { text, related } = await topicOf(id);
      const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => target as string)
        .filter((target) => !/^https?:/.test(target));
      for (const target of targets) expect(ids, `${id} links to ${target}`).toContain(target);
      expect(new Set(related)).toEqual(new Set(targets.filter((target) => target !== id)));
    }
  });

  test('of a page is all of it', async () => {
    const { text } = await topicOf('verdicts');
    const page = readFileSync(join(root, 'docs/methods/verdicts.md'), 'utf8');
    for (const paragraph of page
      .split('\n\n')
      .slice(1)
      .filter((block) => !block.includes('](')))
      expect(text).toContain(paragraph.trim());
  });

  test('is printed without marks in lines of at most 100 columns, code apart', async () => {
    for (const id of ['verdict/stands-out-from-luck', 'methods/verdicts', 'word/withheld']) {
      const printed = printExplain(await explain({ topic: [id] }, shipped), { colour: false });
      expect(printed).not.toMatch(/\*\*|\]\(/);
      for (const line of printed.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(100);
    }
    expect(printExplain(await explain({}, shipped), { colour: false })).toMatch(/^verdict\/stands-out-from-luck +After these events/m);
  });
});
