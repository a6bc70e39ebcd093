import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobQueue } from '../../src/app/jobs/queue.ts';
import type { QueuedJob } from '../../src/contract/queued-job.ts';
import { harbinger } from '../cli/run.ts';
import { databasesForQueues, type QueueBed } from '../team/bed.ts';
import { accessFaults, isSideways, PageUnderTest } from './page-under-test.ts';

const open = databasesForQueues();
const home = mkdtempSync(join(tmpdir(), 'harbinger-jobs-page-'));
let bed: QueueBed;
let queue: JobQueue;
let under: PageUnderTest;
let env: Record<string, string>;

const asked = { v: 1, space: 'main', by: 'ann' } as const;
const odd = { ...asked, v: 9, kind: 'study', operation: 'study', input: {} } as unknown as QueuedJob;

beforeAll(async () => {
  bed = await open();
  queue = await bed.queue();
  env = { HARBINGER_STORE: bed.url, HOME: home, XDG_CONFIG_HOME: home };
  await bed.worker({ study: async () => ({ result: null, ending: 'done' }) });
  await queue.send(odd);
  await queue.send({ ...asked, kind: 'pull', input: {} });
  under = await PageUnderTest.start(['--space', 'main'], env);
}, 180_000);
afterAll(async () => {
  await under?.stop();
  await bed?.clear();
  rmSync(home, { recursive: true, force: true });
});

describe('the jobs', () => {
  test('show what waits by kind and what was given up with the reason; one with a token tries it again', async () => {
    await expect.poll(async () => (await queue.dead()).length, { timeout: 20_000 }).toBe(1);
    const page = await under.open('/jobs');
    await page.getByText('1 waits for a worker, 1 was given up.').waitFor();
    expect(await page.getByRole('region', { name: 'By kind' }).textContent()).toMatch(/study000pull010/);
    const dead = page.getByRole('region', { name: 'Given up' });
    expect(await dead.textContent()).toContain('update Harbinger');
    expect(await accessFaults(page)).toEqual([]);
    await dead.getByRole('button', { name: /^Try again: study [0-9a-f]{8}$/ }).click();
    await page.getByText(/jobs retry needs a token of scope admin/).waitFor();
    harbinger(['space', 'member', 'add', 'page', '--role', 'admin'], { env });
    const token = harbinger(['token', 'add', 'page', '--scope', 'admin'], { env }).out.match(/\S{30,}/)?.[0] as string;
    await page.getByLabel('Token of scope admin').fill(token);
    await expect
      .poll(
        async () => {
          await dead.getByRole('button', { name: /^Try again: study/ }).click();
          return page.getByText('1 job will be tried again.').isVisible();
        },
        { timeout: 30_000, interval: 1500 },
      )
      .toBe(true);
    under.complaints.splice(0);
  });

  test('read on a phone, in German and Italian, and complain of nothing', async () => {
    const page = await under.open('/jobs', { width: 360, height: 740, colorScheme: 'dark' });
    await page.getByRole('heading', { name: 'Given up' }).waitFor();
    expect(await isSideways(page)).toBe(false);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('heading', { name: 'Aufgegeben' }).waitFor();
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('it');
    await page.getByRole('heading', { name: 'Abbandonati' }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
    expect(under.complaints).toEqual([]);
  });
});
