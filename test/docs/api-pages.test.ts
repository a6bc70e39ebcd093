import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('the API pages are made without a warning: everything exported is documented, every link leads somewhere', () => {
  const out = mkdtempSync(join(tmpdir(), 'harbinger-api-'));
  try {
    const typedoc = join(root, 'node_modules/typedoc/bin/typedoc');
    const args = ['--import', './scripts/typescript-api.ts', typedoc, '--out', out, '--logLevel', 'Warn'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
    expect(readFileSync(join(out, 'functions/harbinger.study.html'), 'utf8')).toContain('href="../interfaces/harbinger.StudyResult.html"');
  } finally {
    rmSync(out, { recursive: true });
  }
}, 300_000);
