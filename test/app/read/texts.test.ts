import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/core/reader/language.ts';
import { labelledTexts, scoreOf } from './score.ts';

describe('texts of our own, labelled by hand', () => {
  test('are twenty in English, Italian and German and three in Spanish, French and Portuguese, some of them without a claim', () => {
    const counts = LANGUAGES.map((language) => labelledTexts('texts', language).length);
    expect(counts).toEqual([20, 20, 20, 3, 3, 3]);
    for (const language of LANGUAGES) expect(labelledTexts('texts', language).some(({ claims }) => claims.length === 0)).toBe(true);
  });

  test('have labels that stand in them once', () => {
    for (const folder of ['texts', 'held-out'] as const)
      for (const language of LANGUAGES)
        for (const { id, text, claims } of labelledTexts(folder, language))
          for (const { quote } of claims) expect(text.split(quote).length, `${id}: ${quote}`).toBe(2);
  });

  test.each(LANGUAGES)(
    'in %s: nine of ten claims found are claims, eight of ten claims are found, none where there is none',
    async (language) => {
      const { precision, recall, inClaimFree, wrong } = await scoreOf('texts', language);
      expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
      expect(recall).toBeGreaterThanOrEqual(0.8);
      expect(inClaimFree).toBe(0);
    },
  );

  // Written without sight of the reader, and never looked at while it was built: what a text of tomorrow may expect.
  test('that nobody tuned the reader on: four of five found are claims, six of ten claims are found, none where there is none', async () => {
    const scores = await Promise.all(LANGUAGES.map((language) => scoreOf('held-out', language)));
    const sum = (pick: (score: (typeof scores)[number]) => number) => scores.reduce((total, score) => total + pick(score), 0);
    expect(sum(({ precision, found }) => precision * found) / sum(({ found }) => found)).toBeGreaterThanOrEqual(0.8);
    expect(sum(({ recall, labelled }) => recall * labelled) / sum(({ labelled }) => labelled)).toBeGreaterThanOrEqual(0.6);
    expect(sum(({ inClaimFree }) => inClaimFree)).toBe(0);
  });
});
