import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { LONGEST_TEXT, ReadInput } from '../../../src/contract/read.ts';
import { READ_FORMATS } from '../../../web/views/read/read-formats.ts';
import { asksTheSame, lackOf, MOST, questionOf, withTexts } from '../../../web/views/read/read-question.ts';

const draft = (...texts: string[]) => ({ texts: texts.map((text, id) => ({ id, text })) });

describe('what is to be read', () => {
  it('is the texts in which something stands, with the day, the pack and the date of the question', () => {
    const question = questionOf({ ...draft('one', ' \n', 'two'), published: '2026-01-02', pack: 'russell-crypto' }, '2026-02-01');
    expect(question).toEqual({ text: ['one', 'two'], published: '2026-01-02', pack: 'russell-crypto', asOf: '2026-02-01' });
    expect(ReadInput.safeParse(question).success).toBe(true);
  });

  it('names no pack and no day that nobody has chosen', () => {
    expect(questionOf({ ...draft('one'), published: undefined }, undefined)).toEqual({ text: ['one'] });
  });

  it('is refused here where the contract refuses it', () => {
    expect(MOST.letters).toBe(LONGEST_TEXT);
    expect(lackOf(draft('', ' '))).toBe('nothing');
    expect(lackOf(draft('a'.repeat(LONGEST_TEXT)))).toBeUndefined();
    expect(lackOf(draft('a'.repeat(LONGEST_TEXT + 1)))).toBe('tooLong');
    const texts = (count: number) => draft(...Array<string>(count).fill('a'));
    for (const count of [MOST.texts, MOST.texts + 1])
      expect(lackOf(texts(count)) === undefined).toBe(ReadInput.safeParse(questionOf(texts(count), undefined)).success);
  });

  it('is the same whatever stands in empty fields', () => {
    expect(asksTheSame(draft('one', ''), draft('one'))).toBe(true);
    expect(asksTheSame(draft('one'), draft('one', 'two'))).toBe(false);
  });
});

it('a file takes the place of the empty fields, then stands behind the others', () => {
  expect(withTexts(draft('', 'kept').texts, [{ name: 'a.txt', text: 'new' }])).toEqual([
    { id: 1, text: 'kept' },
    { id: 2, name: 'a.txt', text: 'new' },
  ]);
  expect(withTexts(draft('').texts, Array(MOST.texts + 5).fill({ text: 'x' }))).toHaveLength(MOST.texts);
});

it('the files that the page offers are some of those that the program makes of what was read', () => {
  const { formats = [] } = operations.find(({ name }) => name === 'read') ?? {};
  expect(READ_FORMATS.filter((format) => !formats.includes(format))).toEqual([]);
});
