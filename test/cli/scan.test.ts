import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { harbinger } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-scan-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scan = (...args: readonly string[]) => harbinger(['scan', ...args, '--data', 'reference']);
const planned = (...args: readonly string[]) =>
  JSON.parse(scan(...args, '--dry-run', '--json').out) as { triggers: number; hypotheses: number };

describe('harbinger scan', () => {
  it('takes what is given in the place of a default, not beside it', () => {
    const whole = planned('BTC', '--series', 'RUT');
    expect(whole.hypotheses).toBe(4 * whole.triggers);
    const one = planned('BTC', '--series', 'RUT', '--horizons', '90d');
    expect(one).toMatchObject({ triggers: whole.triggers, hypotheses: whole.triggers });
    expect(planned('BTC', 'ETH', '--series', 'RUT', '--horizons', '90d', '--horizons', '1y').hypotheses).toBe(4 * whole.triggers);
  });

  it('says what is left first, then how much was tried, the luck line and the best, each with its p of all', () => {
    const { code, out } = scan('BTC', '--series', 'RUT', '--horizons', '90d');
    expect(code).toBe(0);
    const words = out.replace(/\s+/g, ' ');
    expect(words).toMatch(
      /^\d+ combinations of trigger, market and horizon were tried .* none of them stands out from luck\. Tried: \d+ triggers on 1 series/,
    );
    expect(words).toMatch(/Luck line: .* Exact over [\d,]+ shared shifts\./);
    expect(words).toMatch(/The best \d+, none of which stands out/);
    expect(words).toMatch(/p [\d.]+ alone, [\d.]+ of all; (?:needed|no effect of any size)/);
  });

  it('reads templates of the caller, and names the line that cannot be read', () => {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, 'title: Mine\ntemplates:\n  - { id: a, title: A, when: "new_high({x}, lookback: {n})", with: { n: [13, 26] } }\n');
    expect(planned('BTC', '--series', 'RUT', '--templates', file).triggers).toBe(2);
    writeFileSync(file, 'title: Mine\ntemplates:\n  - { id: a, title: A, when: "new_high({x})" }\n');
    const { code, error: err } = scan('BTC', '--templates', file);
    expect(code).toBe(1);
    expect(err).toMatch(/mine\.yaml:3:\d+: /);
  });

  it.each([
    [['BTX'], 'did you mean BTC?'],
    [['BTC', 'BTC'], 'target BTC is given twice'],
    [['BTC', '--horizons', '30x'], 'must be a span such as 90d'],
    [['BTC', '--outcome', 'retrun(x, h)'], 'did you mean return?'],
    [['BTC', '--outcome', 'return(BTC, h)'], 'outcome must have x in the place of the market'],
    [['BTC', '--outcome', 'return(x, 90d)'], 'outcome must have h in the place of the horizon'],
    [['BTC', '--triggers', 'date(2020-01-01)'], 'take `study` for listed dates'],
    [['BTC', '--templates', 'comon'], 'did you mean common?'],
    [['BTC', '--level', '0'], 'level: must be above 0'],
    [['BTC', '--block', '1/3'], 'say with --keep FILE where it is kept'],
    [['BTC', '--block', '4/3', '--keep', 'x'], 'block must be which part of how many'],
    [['BTC', '--lead-lag', '--triggers', 'BTC > 1'], 'triggers belongs to a scan of triggers'],
    [['BTC', '--series', 'RUT', '--out', join(folder, 'found.yaml')], 'nothing survives this scan'],
  ])('refuses %s in one line that says what to do', (args, says) => {
    const { code, error: err } = scan(...args);
    expect(code).toBe(1);
    expect(err).toContain(says);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
