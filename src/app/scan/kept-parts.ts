import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SHIFTS, type ShiftName } from '../../core/methods/scan/scan-batch.ts';
import { emptySum, joinSums, type ScanColumns, type ScanSum } from '../../core/methods/scan/step-down-scan.ts';
import { canonical } from '../canonical.ts';
import { CallerError, type Context } from '../context.ts';
import type { ScanPlan } from './plan.ts';

const numbers = z.string();
const KeptColumns = z.strictObject({ z: numbers, reached: numbers, means: numbers, leftOut: numbers, deviations: numbers });
const KeptBlock = z.strictObject({
  ...{ sizes: numbers, observed: numbers, batches: numbers, dates: numbers },
  ...{ plain: KeptColumns, centred: KeptColumns },
});

/** What is done of a scan, as it is kept in a file: arrays of numbers as base64, little-endian. */
const KeptScan = z.strictObject({
  harbinger: z.literal('part of a scan'),
  /** Which scan: question, data and program. */
  scan: z.string(),
  blocks: z.record(z.string(), KeptBlock),
  maxima: z.strictObject({ plain: numbers, centred: numbers }),
});
type KeptScan = z.infer<typeof KeptScan>;

/** Tells scans apart: the same question, over the same data, by the same version of the program, cut in the same way. */
export function fingerprint(plan: ScanPlan, { dataHash, version }: { readonly dataHash: string; readonly version: string }): string {
  const { triggers, outcomes, terms, asOf, draws, blocks } = plan;
  const question = {
    ...{ terms, asOf, draws, blocks, dataHash, version },
    triggers: triggers.map(({ when }) => when),
    outcomes: outcomes.map(({ checked }) => checked.text),
  };
  return createHash('sha256').update(canonical(question)).digest('hex');
}

/** What a file keeps of a scan; nothing where there is no such file. @throws CallerError for a file of another scan, or of anything else. */
export async function readKept(
  path: string,
  { scan, plan, context }: { scan: string; plan: ScanPlan; context: Context },
): Promise<ScanSum> {
  const { bytes } = await context.data.readFile(path);
  const kept = parseKept(path, new TextDecoder().decode(bytes));
  if (kept.scan !== scan) {
    throw new CallerError(
      `${path} keeps a part of another scan: question, data, date and version of the program must be the same; give --keep another file to begin anew`,
    );
  }
  const sum = soundSum(kept, plan);
  if (!sum) throw new CallerError(`${path} is damaged: its blocks are not those of the scan; give --keep another file to begin anew`);
  return sum;
}

/** What is kept, where all of it has the lengths that the plan says; undefined where it has not. */
function soundSum(kept: KeptScan, plan: ScanPlan): ScanSum | undefined {
  try {
    const sum = sumOf(kept);
    const isWhole = [...sum.blocks].every(([block, columns]) => isSound(columns, plan.members[block]?.triggers.length));
    return isWhole && SHIFTS.every((shift) => sum.maxima[shift].length === plan.draws) ? sum : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether what is kept of a block has the lengths that its hypotheses ask for. */
export function isSound({ sizes, observed, batches, dates, ...shifts }: ScanColumns, hypotheses: number | undefined): boolean {
  const each = [sizes, observed, ...SHIFTS.flatMap((shift) => [shifts[shift].z, shifts[shift].reached])];
  const circles = [dates, ...SHIFTS.map((shift) => shifts[shift].means)];
  return (
    each.every(({ length }) => length === hypotheses) &&
    circles.every(({ length }) => length === batches.length) &&
    batches.reduce((sum, count) => sum + count, 0) === hypotheses &&
    SHIFTS.every((shift) => shifts[shift].leftOut.length === shifts[shift].deviations.length)
  );
}

function parseKept(path: string, text: string): KeptScan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CallerError(`${path} keeps no part of a scan: it is no JSON`, { cause: error });
  }
  const parsed = KeptScan.safeParse(json);
  if (!parsed.success) throw new CallerError(`${path} keeps no part of a scan: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

/** Keeps what is done of a scan, whole or not at all. */
export async function writeKept(path: string, sum: ScanSum, { scan, context }: { scan: string; context: Context }): Promise<void> {
  const blocks = Object.fromEntries(Array.from(sum.blocks, ([block, columns]) => [block, keptBlock(columns)]));
  const maxima = { plain: encode(sum.maxima.plain), centred: encode(sum.maxima.centred) };
  const kept: KeptScan = { harbinger: 'part of a scan', scan, blocks, maxima };
  await context.data.writeFile(path, `${JSON.stringify(kept)}\n`);
}

function keptBlock({ sizes, observed, batches, dates, plain, centred }: ScanColumns): z.infer<typeof KeptBlock> {
  const columns = ({ z, reached, means, leftOut, deviations }: ScanColumns[ShiftName]) => ({
    ...{ z: encode(z), reached: encode(reached), means: encode(means) },
    ...{ leftOut: encode(leftOut), deviations: encode(deviations) },
  });
  return {
    ...{ sizes: encode(sizes), observed: encode(observed), batches: encode(batches), dates: encode(dates) },
    ...{ plain: columns(plain), centred: columns(centred) },
  };
}

function sumOf({ blocks, maxima }: KeptScan): ScanSum {
  const columnsOf = (kept: z.infer<typeof KeptColumns>): ScanColumns[ShiftName] => ({
    ...{ z: decode64(kept.z), reached: decode32(kept.reached), means: decode64(kept.means) },
    ...{ leftOut: decode32(kept.leftOut), deviations: decode64(kept.deviations) },
  });
  const blockOf = ({ sizes, observed, batches, dates, plain, centred }: z.infer<typeof KeptBlock>): ScanColumns => ({
    ...{ sizes: decode32(sizes), observed: decode64(observed), batches: decode32(batches), dates: decode32(dates) },
    ...{ plain: columnsOf(plain), centred: columnsOf(centred) },
  });
  return {
    maxima: { plain: decode64(maxima.plain), centred: decode64(maxima.centred) },
    blocks: new Map(Object.entries(blocks).map(([block, columns]) => [Number(block), blockOf(columns)])),
  };
}

const encode = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');

function bytesOf(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

const decode64 = (text: string): Float64Array => new Float64Array(bytesOf(text));
const decode32 = (text: string): Int32Array => new Int32Array(bytesOf(text));

/** What several files keep of one scan, together. @throws CallerError as {@link readKept}. */
export async function readParts(paths: readonly string[], of: { scan: string; plan: ScanPlan; context: Context }): Promise<ScanSum> {
  let whole = emptySum(of.plan.draws);
  for (const path of paths) whole = joinSums(whole, await readKept(path, of));
  return whole;
}
