import { z } from 'zod';
import type { Operation } from '../../../src/app/operation.ts';
import { operations } from '../../../src/app/registry.ts';
import { executeHere } from '../../../src/server/execute-here.ts';
import type { OfferToAll } from '../../../src/server/mcp/offer.ts';
import { shipped } from '../../app/shipped.ts';

/** All operations over the weekly table that ships. */
export const shippedOffer: OfferToAll = {
  operations,
  execute: executeHere(async (watch) => ({ ...shipped, ...watch })),
  docs: shipped.docs,
  describeData: async () => shipped.series.description,
  ...{ version: shipped.version, program: shipped.program, dataOption: shipped.dataOption },
  log: () => {},
};

/** An operation that tells of its way and ends only when it is stopped. */
export const waitingOperation = (onStop: () => void): Operation => ({
  name: 'wait',
  summary: 'Wait until somebody stops it.',
  input: z.strictObject({}),
  output: z.strictObject({}),
  ...{ positional: [], examples: [], formats: [] },
  reads: 'nothing',
  access: 'run',
  run(_, { signal, onProgress }) {
    onProgress({ kind: 'begin', total: 2 });
    onProgress({ kind: 'series', id: 'RUT', provider: 'yahoo', rows: 500 });
    onProgress({ kind: 'done', id: 'RUT', outcome: 'new', line: 'RUT: 500 rows' });
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        onStop();
        reject(signal.reason);
      });
    });
  },
});

/** An operation that breaks inside. */
export const brokenOperation: Operation = {
  name: 'break',
  summary: 'Break.',
  input: z.strictObject({}),
  output: z.strictObject({}),
  ...{ positional: [], examples: [], formats: [] },
  reads: 'nothing',
  access: 'read',
  run: () => Promise.reject(new TypeError('cannot read secret of /somewhere/inside.ts')),
};
