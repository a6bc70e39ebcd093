import { describe, expect, test } from 'vitest';
import { isFinal, type JobWorld, jobHandlers } from '../../../src/app/jobs/handlers.ts';
import { operations } from '../../../src/app/registry.ts';
import { StoreError } from '../../../src/store/store.ts';

const done: string[] = [];
const world = {
  async execute({ operation }: { readonly operation: { readonly name: string } }) {
    done.push(operation.name);
    return { result: null, ending: 'done' };
  },
} as unknown as JobWorld;

const handling = { id: 'a', signal: new AbortController().signal, onProgress: () => {} };
const study = (operation: string) =>
  jobHandlers(world).study?.({ v: 1, kind: 'study', space: 'main', by: 'ann', operation, input: {} }, handling);

describe('a study', () => {
  test('is an operation that computes, or seals', async () => {
    await study('study');
    await study('forecast seal');
    expect(done).toEqual(['study', 'forecast seal']);
  });

  test('is none that looks after the store: that is answered as an error, and not tried again', async () => {
    done.length = 0;
    const others = operations.filter(({ access, name }) => access !== 'run' && name !== 'forecast seal');
    expect(others.map(({ name }) => name)).toContain('store restore');
    for (const { name } of others) {
      const error = await study(name)?.catch((thrown: unknown) => thrown);
      expect(error, name).toMatchObject({ message: expect.stringContaining(`${name} is not done by workers`) });
      expect(isFinal(error), name).toBe(true);
    }
    expect(done).toEqual([]);
  });
});

test('a scan of another version is given back, for a worker of that version; one that is gone is not', () => {
  expect(isFinal(new StoreError('newer', 'the scan was asked by version 2'))).toBe(false);
  expect(isFinal(new StoreError('missing', 'the scan is not kept any more'))).toBe(true);
});
