import type { ScanBlock } from '../core/methods/scan/scan-block.ts';

type Numbers = Float64Array | Int32Array;

/**
 * Puts the numbers of blocks where threads read them without a copy, each array once.
 */
export function sharing(): (block: ScanBlock) => ScanBlock {
  const shared = new WeakMap<Numbers, Numbers>();
  function share<T extends Numbers>(values: T): T {
    const known = shared.get(values);
    if (known) return known as T;
    const copy = new (values.constructor as new (buffer: SharedArrayBuffer) => T)(new SharedArrayBuffer(values.byteLength));
    copy.set(values);
    shared.set(values, copy);
    return copy;
  }
  return ({ batches, ...rest }) => ({
    ...rest,
    batches: batches.map(({ circle: { dates, plain, centred, placeOf }, events: { offsets, indices }, triggers }) => ({
      circle: { dates: share(dates), plain: share(plain), centred: share(centred), placeOf: share(placeOf) },
      events: { offsets: share(offsets), indices: share(indices) },
      triggers: share(triggers),
    })),
  });
}
