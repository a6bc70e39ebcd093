import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/core/reader/words/language.ts';
import { labelledTexts, scoreOf } from './score.ts';

/** The scores of all languages as one. */
async function together(folder: 'wide' | 'held-out') {
  const scores = await Promise.all(LANGUAGES.map((language) => scoreOf(folder, language)));
  const sum = (pick: (score: (typeof scores)[number]) => number) => scores.reduce((total, score) => total + pick(score), 0);
  return {
    precision: sum(({ precision, found }) => precision * found) / sum(({ found }) => found),
    recall: sum(({ recall, labelled }) => recall * labelled) / sum(({ labelled }) => labelled),
    inClaimFree: sum(({ inClaimFree }) => inClaimFree),
  };
}

describe('texts of our own, labelled by hand', () => {
  test('are twenty in English, Italian and German and three in Spanish, French and Portuguese, some of them without a claim', () => {
    const counts = LANGUAGES.map((language) => labelledTexts('texts', language).length);
    expect(counts).toEqual([20, 20, 20, 3, 3, 3]);
    for (const language of LANGUAGES) expect(labelledTexts('texts', language).some(({ claims }) => claims.length === 0)).toBe(true);
  });

  test('have labels that stand in them once', () => {
    for (const folder of ['texts', 'wide', 'held-out'] as const)
      for (const language of LANGUAGES)
        for (const { id, text, claims } of labelledTexts(folder, language))
          for (const { quote } of claims) expect(text.split(quote).length, `${id}: ${quote}`).toBe(2);
  });

  test.each(LANGUAGES)(
    'in %s: nine of ten claims found are claims, eight of ten claims are found, none where there is none',
    async (language) => {
      const { precision, recall, inClaimFree, kind, wrong } = await scoreOf('texts', language);
      expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
      expect(recall).toBeGreaterThanOrEqual(0.8);
      expect(inClaimFree).toBe(0);
      expect(kind).toBeGreaterThanOrEqual(0.75);
    },
  );

  test('that use words as widely as their writers could: 88 of 100 found are claims, 68 of 100 claims are found', async () => {
    const { precision, recall } = await together('wide');
    expect(precision).toBeGreaterThanOrEqual(0.88);
    expect(recall).toBeGreaterThanOrEqual(0.68);
  });

  // Written without sight of the reader, and never looked at while it was built: what a text of tomorrow may expect.
  test('that nobody tuned the reader on: four of five found are claims, six of ten claims are found, none where there is none', async () => {
    const { precision, recall, inClaimFree } = await together('held-out');
    expect(precision).toBeGreaterThanOrEqual(0.8);
    expect(recall).toBeGreaterThanOrEqual(0.6);
    expect(inClaimFree).toBe(0);
  });
});
