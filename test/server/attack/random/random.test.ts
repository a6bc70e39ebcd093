import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, startProgram } from '../program.ts';
import { attack } from './attack.ts';

test('some hundred random requests, drawn from what the API says of itself, are answered as it says; `npm run attack` sends ten thousand', async () => {
  const files = { 'mine.yaml': readFileSync(join(ROOT, 'examples/my-claims.yaml'), 'utf8'), 'dates.csv': 'date\n2020-11-13\n' };
  const program = await startProgram({ files });
  try {
    const { faults, byStatus, memoryBytes } = await attack(program, { requests: 400, seed: 3 });
    expect(faults).toEqual([]);
    // They reached what they were meant for.
    expect(byStatus['200']).toBeGreaterThan(20);
    expect(byStatus['400']).toBeGreaterThan(50);
    expect(memoryBytes).toBeLessThan(1.2e9);
  } finally {
    await program.stop();
  }
}, 120_000);
