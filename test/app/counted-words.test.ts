import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/app/doctor/words.ts';
import { check } from '../../src/app/operations/check.ts';
import { shipped } from './shipped.ts';

describe('a sentence that counts', () => {
  test('speaks of one pattern in the singular, and of several in the plural', async () => {
    const sentenceOf = async (claim?: string) => (await check({ claim, asOf: '2026-01-12' }, shipped)).result.together.sentence;
    expect(await sentenceOf('three-of-three')).toMatch(/^Of one pattern watched since it was claimed, (none|one) stands out\./);
    expect(await sentenceOf()).toMatch(/^Of [a-z]+ patterns watched since they were claimed, /);
  });

  test('puts words between a value and how often it stands', () => {
    const { sentence } = wordsOf({
      kind: 'frozen',
      severity: 'warning',
      dates: Int32Array.from([20_000, 20_001, 20_002]),
      value: 17.51,
      usual: 0.02,
    });
    expect(sentence).toMatch(/^The value 17\.51 stands 3 times in a row, /);
  });
});
