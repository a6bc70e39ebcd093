import { SHIFTS, type ShiftName } from '../../../core/methods/scan/scan-batch.ts';
import type { ScanPartial, ShiftColumns } from '../../../core/methods/scan/scan-block.ts';
import type { EvaluatedTriggers } from '../evaluated.ts';
import { type NamedArrays, packArrays, unpackArrays } from './packed-arrays.ts';

const OWN = ['sizes', 'observed', 'batches', 'dates'] as const;
const OF_A_SHIFT = ['z', 'reached', 'means', 'leftOut', 'deviations', 'maxima'] as const;

/** What becomes of a block, as bytes. */
export const packPartial = (partial: ScanPartial): Uint8Array<ArrayBuffer> =>
  packArrays({
    ...Object.fromEntries(OWN.map((name) => [name, partial[name]])),
    ...Object.fromEntries(SHIFTS.flatMap((shift) => OF_A_SHIFT.map((name) => [`${shift}.${name}`, partial[shift][name]]))),
  });

/** What became of a block. @throws RangeError for bytes that are none of {@link packPartial}. */
export function unpackPartial(bytes: Uint8Array): ScanPartial {
  const arrays = unpackArrays(bytes);
  const columns = (shift: ShiftName) =>
    Object.fromEntries(OF_A_SHIFT.map((name) => [name, arrayOf(arrays, `${shift}.${name}`)])) as unknown as ShiftColumns;
  const own = Object.fromEntries(OWN.map((name) => [name, arrayOf(arrays, name)]));
  return { ...own, plain: columns('plain'), centred: columns('centred') } as unknown as ScanPartial;
}

/** The events of some triggers, as bytes. */
export const packEvaluated = ({
  calendars,
  calendarOf,
  warmups,
  events: { offsets, indices },
}: EvaluatedTriggers): Uint8Array<ArrayBuffer> =>
  packArrays({
    ...{ calendarOf, warmups, offsets, indices },
    lengths: Int32Array.from(calendars, ({ dates }) => dates.length),
    ...Object.fromEntries(
      calendars.flatMap(({ dates, knownAt }, i) => [[`dates ${i}`, dates] as const, [`knownAt ${i}`, knownAt] as const]),
    ),
  });

/** The events of some triggers. @throws RangeError for bytes that are none of {@link packEvaluated}. */
export function unpackEvaluated(bytes: Uint8Array): EvaluatedTriggers {
  const arrays = unpackArrays(bytes);
  const whole = (name: string) => arrayOf(arrays, name) as Int32Array;
  return {
    calendars: Array.from(whole('lengths').keys(), (i) => ({
      dates: whole(`dates ${i}`),
      knownAt: arrayOf(arrays, `knownAt ${i}`) as Float64Array,
    })),
    calendarOf: whole('calendarOf'),
    warmups: whole('warmups'),
    events: { offsets: whole('offsets'), indices: whole('indices') },
  };
}

function arrayOf(arrays: NamedArrays, name: string): Float64Array | Int32Array {
  const array = arrays[name];
  if (!array) throw new RangeError(`a part of a scan must have ${name}`);
  return array;
}
