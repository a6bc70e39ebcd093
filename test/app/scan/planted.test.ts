import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { scan } from '../../../src/app/operations/scan.ts';
import { scanClaims, scanReport } from '../../../src/app/operations/scan-forms.ts';
import { readPack } from '../../../src/app/pack.ts';
import { ScanResult, type TriggerScanResult } from '../../../src/contract/scan.ts';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { allTimeHigh } from '../../../src/core/methods/triggers/all-time-high.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { csvFolder } from '../../../src/providers/file/provider.ts';
import { shipped } from '../shipped.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-planted-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DAYS = 4000;
const FIRST = 15_000;
const stream = seededStream(11);
const normal = () => stream.uniform() + stream.uniform() + stream.uniform() - 1.5;

/** Closes of a walk; some of its steps have a gain added. */
function walk(gain: (day: number) => number = () => 0): Float64Array {
  let level = 4;
  return Float64Array.from({ length: DAYS }, (_, day) => {
    level += 0.02 * normal() + gain(day);
    return Math.exp(level);
  });
}

function write(id: string, values: Float64Array): void {
  const rows = Array.from(values, (value, day) => `${formatCivilDate(FIRST + day)},${value.toPrecision(10)}`);
  writeFileSync(join(folder, `${id}.csv`), `date,close\n${rows.join('\n')}\n`);
}

/** Leads: the target gains for thirty days after each record of this one that comes after a drought of 90 days. */
const leader = walk();
const dates = Int32Array.from({ length: DAYS }, (_, day) => FIRST + day);
const records = allTimeHigh(dates, leader, { after: { count: 90, unit: 'd' }, first: 0 });
const gains = new Float64Array(DAYS);
records.forEach((on, day) => {
  if (on) for (let later = day + 1; later <= Math.min(DAYS - 1, day + 30); later++) gains[later] = 0.02;
});
write('LEADER', leader);
write('NOISE', walk());
write('OTHER', walk());
write(
  'TARGET',
  walk((day) => gains[day] as number),
);

const context: Context = { ...shipped, series: csvFolder(folder, { today: FIRST + DAYS + 10 }), today: FIRST + DAYS + 10 };
const run = await scan({ targets: ['TARGET'], horizons: ['30d', '90d'] }, context);
const result = ScanResult.parse(run.result) as TriggerScanResult;

describe('a scan of a world with one relation', () => {
  it('finds it, as one finding with its near-identical settings, and nothing of the series without relation', () => {
    expect(records.filter(Boolean).length).toBeGreaterThan(4);
    expect(result.counts.survivors).toBeGreaterThan(0);
    expect(result.rows.filter(({ survives }) => survives).some(({ trigger }) => /NOISE|OTHER/.test(trigger))).toBe(false);
    expect(result.findings[0]?.trigger).toMatch(/LEADER/);
    expect(result.counts.findings).toBeLessThanOrEqual(result.counts.survivors);
    expect(result.sentence).toMatch(/Counted together, .* stands? out/);
  });

  it('gives each finding the verdict of its study, with the p of the whole scan in the place of its own', () => {
    const [finding] = result.findings;
    expect(finding?.adjusted).toBeLessThanOrEqual(0.05);
    expect(['stands out from luck', 'suggestive, but hangs on']).toContain(finding?.verdictKind);
    expect(finding?.volatilityScaledP).toBeLessThan(0.05);
    expect(finding?.command).toContain('study --when');
  });

  it('says for each row what an effect would have needed, and more than that was found where it survives', () => {
    const [best] = result.rows;
    expect(best?.survives).toBe(true);
    expect(typeof best?.needed === 'number' ? best.needed : Number.POSITIVE_INFINITY).toBeGreaterThan(0);
    // Shrunken by less than to nothing, and never beyond what was seen.
    expect(best?.shrunken).toBeGreaterThan(0);
    expect(best?.shrunken).toBeLessThan((best?.observed ?? 0) - (best?.base ?? 0));
  });

  it('writes its findings as a claim file that can be read, made on the date of the scan', async () => {
    const text = scanClaims(run, context);
    const pack = readPack('found.yaml', text, context.today);
    expect(pack.claims.map(({ check }) => check.study?.when)).toEqual(result.findings.map(({ trigger }) => trigger));
    expect(pack.articles.scan?.date).toBe(result.asOf);
    expect(await scanReport(run, 'harbinger scan TARGET', context)).toContain('What stands out');
  });

  it('finds nothing of a market without relation, and writes no claim file of nothing', async () => {
    const none = await scan({ targets: ['OTHER'], horizons: ['30d', '90d'], level: 0.01 }, context);
    expect((none.result as TriggerScanResult).counts.survivors).toBe(0);
    expect((none.result as TriggerScanResult).sentence).toMatch(/none of them stands out from luck/);
    expect(() => scanClaims(none, context)).toThrow(/nothing survives this scan/);
  });
});
