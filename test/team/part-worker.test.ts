import { expect, test } from 'vitest';
import type { ScanBlockJob } from '../../src/contract/queued-job.ts';
import { partWorker } from '../../src/world/spread.ts';

const job: ScanBlockJob = {
  v: 1,
  kind: 'scan-block',
  space: 'main',
  by: 'scan',
  scan: 'f',
  panel: 'abcdef01',
  stage: 'blocks',
  parts: [1],
};

test('a worker that could not be opened for a space is opened anew for the next job', async () => {
  let tries = 0;
  const worker = partWorker({
    ...{ threads: 1, version: '0', now: () => 0 },
    poolOf() {
      if (++tries === 1) throw new Error('the database is away');
      return { query: async () => ({ rows: [{ part: 'blocks 1' }], rowCount: 1 }) };
    },
  });
  const handling = { id: '', signal: new AbortController().signal, onProgress: () => {} };
  await expect(worker.handle(job, handling)).rejects.toThrow('the database is away');
  expect(await worker.handle(job, handling)).toEqual({ result: null, ending: 'done' });
  await worker.close();
});
