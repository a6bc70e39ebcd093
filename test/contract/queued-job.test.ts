import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOB_KINDS, JOB_VERSION, QueuedJob, readJob } from '../../src/contract/queued-job.ts';

const space = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const hash = fc.stringMatching(/^[0-9a-f]{8,64}$/);
const asked = { v: fc.constant(JOB_VERSION), space, by: fc.string({ maxLength: 40 }) };
const input = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue(), { noNullPrototype: true });
const due = fc.dictionary(fc.string({ maxLength: 8 }), fc.record({ at: fc.integer(), tries: fc.nat() }, { noNullPrototype: true }), {
  noNullPrototype: true,
});
const jobs = fc.oneof(
  fc.record({ ...asked, kind: fc.constant('study'), operation: fc.stringMatching(/^[a-z ]{1,20}$/), input }),
  fc.record({ ...asked, kind: fc.constantFrom('pull', 'scan'), input }),
  fc.record({
    ...asked,
    kind: fc.constant('scan-block'),
    scan: hash,
    panel: hash,
    stage: fc.constantFrom('triggers', 'blocks'),
    parts: fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
  }),
  fc.record({ ...asked, kind: fc.constant('watch'), rules: hash, due }),
  fc.record({ ...asked, kind: fc.constant('notify'), rules: hash }),
  fc.record({ ...asked, kind: fc.constant('score') }),
);

describe('what lies in the queue', () => {
  test('every kind is read as it was written, after a way through JSON', () => {
    fc.assert(
      fc.property(jobs, (job) => {
        const written = JSON.parse(JSON.stringify(job));
        expect(readJob(written)).toEqual({ job: written });
      }),
    );
    expect(new Set(QueuedJob.options.map(({ shape }) => shape.kind.value))).toEqual(new Set(JOB_KINDS));
  });

  test('of a newer version it is refused with what to do, whatever it says', () => {
    fc.assert(
      fc.property(jobs, fc.integer({ min: JOB_VERSION + 1 }), (job, v) => {
        expect(readJob({ ...job, v })).toEqual({ refused: expect.stringContaining('update Harbinger') });
      }),
    );
  });

  test('anything else is refused in one line and throws nothing', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc
        .tuple(jobs, fc.constantFrom('kind', 'space', 'by', 'v'), fc.jsonValue())
        .map(([job, key, value]) => ({ ...job, [key]: value, extra: 1 })),
    );
    fc.assert(
      fc.property(odd, (given) => {
        const read = readJob(given);
        expect('refused' in read && read.refused).toMatch(/^the job [^\n]+$/);
      }),
    );
  });
});
