import { describe, expect, test } from 'vitest';
import { isForWorkers, jobFor } from '../../../src/app/jobs/job-for.ts';
import { operations } from '../../../src/app/registry.ts';

const asking = { space: 'main', by: 'ann' };
const operationNamed = (name: string) => operations.find((one) => one.name === name) as (typeof operations)[number];
const kindOf = (name: string, input: Record<string, unknown>) => jobFor(operationNamed(name), input, asking)?.kind;

/** Speak of files and name none. */
const NO_FILES = ['names', 'outlet', 'block', 'text', 'when'];

describe('a job of the queue', () => {
  test('is what any worker can do', () => {
    expect(kindOf('check', { pack: 'russell-crypto' })).toBe('study');
    expect(kindOf('study', { when: 'at_high(RUT)', then: ['return(BTC, 90d)'] })).toBe('study');
    expect(kindOf('scan', { targets: ['BTC'], templates: 'common', merge: [] })).toBe('scan');
    expect(kindOf('pull', { ids: ['BTC'] })).toBe('pull');
    expect(kindOf('store backup', {})).toBeUndefined();
  });

  test('names no file: that lies where it was asked', () => {
    expect(kindOf('check', { pack: 'mine/claims.yaml' })).toBeUndefined();
    expect(kindOf('check', { pack: 'claims.yaml' })).toBeUndefined();
    expect(kindOf('study', { when: 'events("halvings.csv")', then: ['return(BTC, 90d)'] })).toBeUndefined();
    expect(kindOf('study', { when: 'at_high(RUT)', then: ['distance( events ("halvings.csv"), BTC)'] })).toBeUndefined();
    expect(kindOf('scan', { targets: ['BTC'], triggers: ['at_high(RUT)', 'events("mine.csv")'] })).toBeUndefined();
    expect(kindOf('scan', { targets: ['BTC'], merge: ['a.parts'] })).toBeUndefined();
    expect(kindOf('pull', { catalogue: 'own.yaml' })).toBeUndefined();
  });

  test('names none by any input that speaks of files', () => {
    const seen: string[] = [];
    for (const operation of operations.filter((one) => isForWorkers(one) || one.name === 'pull'))
      for (const [field, schema] of Object.entries(
        (operation.input as unknown as { shape: Record<string, { description?: string }> }).shape,
      )) {
        if (NO_FILES.includes(field) || !/\bfiles?\b/i.test(schema.description ?? '')) continue;
        seen.push(`${operation.name} ${field}`);
        expect(jobFor(operation, { [field]: ['own.yaml'] }, asking), `${operation.name} ${field}`).toBeUndefined();
      }
    expect(seen).toEqual(expect.arrayContaining(['scan keep', 'read lexicon', 'read sources', 'pull catalogue']));
  });
});
