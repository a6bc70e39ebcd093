import { describe, expect, test } from 'vitest';
import { printExplain } from '../../src/cli/print/explain.ts';
import { fitTo } from '../../src/cli/print/layout.ts';
import { printMarkdown } from '../../src/cli/print/markdown.ts';
import { shipped } from '../app/shipped.ts';

const look = { colour: false };

describe('a page of Markdown in a terminal', () => {
  test('loses its marks and keeps its words, lists, tables and code', () => {
    fitTo(60);
    const text = [
      '# The *exact* shift',
      '',
      'All events are moved **k** places; `S_k` is the mean.',
      'See [families](families.md) or [R](https://example.com/r).',
      '',
      '- first item, which is long enough that it does not fit one line',
      '- second',
      '  1. inner',
      '',
      '| test | p |',
      '| --- | --: |',
      '| a \\| b | 0.43 |',
      '',
      '```sh',
      '# not a heading',
      '```',
    ].join('\n');
    expect(printMarkdown(text, look)).toBe(
      [
        'The exact shift',
        '',
        'All events are moved k places; S_k is the mean. See families',
        'or R (https://example.com/r).',
        '',
        '• first item, which is long enough that it does not fit one',
        '  line',
        '• second',
        '  1. inner',
        '',
        'test      p',
        'a | b  0.43',
        '',
        '    # not a heading',
      ].join('\n'),
    );
  });

  test('of our own documentation stays within the line and has no mark left', async () => {
    fitTo(100);
    for (const page of await shipped.docs.pages()) {
      const shown = printMarkdown(await shipped.docs.read(page), look).split('\n');
      const prose = shown.filter((line) => !line.startsWith('    '));
      expect(
        prose.filter((line) => [...line].length > 100 && line.trim().includes(' ')),
        page,
      ).toEqual([]);
      expect(
        prose.filter((line) => /\*\*|^#+ |\]\(/.test(line)),
        page,
      ).toEqual([]);
    }
  });
});

describe('harbinger explain', () => {
  const topic = { id: 'methods/exact-shift', kind: 'method', title: 'The exact shift', line: 'All events moved together.' } as const;

  test('shows a topic with its text once, and what to read next', () => {
    const shown = printExplain(
      { topic: { ...topic, text: '# The exact shift\n\nIt moves.', related: ['methods/families'] }, topics: [] },
      look,
    );
    expect(shown).toBe('The exact shift\n\nIt moves.\n\nNext: methods/families\n');
  });

  test('lists all topics by kind', () => {
    expect(printExplain({ topic: null, topics: [topic] }, look)).toMatch(
      /^Methods\ntopic +what it is\nmethods\/exact-shift +All events moved together\.\n$/,
    );
  });
});
