import type { Scale, ScanPoint, SizeName, VariantName } from './experiment.ts';

/** A scan of a size under a variant, point by point. */
export function pointsOf({ scans }: Scale, size: SizeName, variant: VariantName): readonly ScanPoint[] {
  const found = scans.find((each) => each.size === size && each.variant === variant);
  if (!found) throw new RangeError(`no scans of ${size}, ${variant}`);
  return found.points;
}
