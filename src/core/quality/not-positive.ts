import { median } from '../numerics/quantile.ts';
import type { Series } from '../series/series.ts';
import { changesOf, usualChange } from './changes.ts';
import type { NonPositive } from './finding.ts';

/** More than this share at or below zero is the nature of the series (flows, rates, what begins at nothing), no fault. */
const RARE = 0.01;
/** So many usual changes below the values around it: rates touch zero by small steps. */
const FAR = 8;
const WINDOW = 5;

/** Values at or below zero among values that are positive and far from it. */
export function findNotPositive({ dates, values }: Series): NonPositive[] {
  const below = Array.from(values.keys()).filter((i) => !((values[i] as number) > 0));
  if (below.length === 0 || below.length > RARE * values.length) return [];
  const changes = changesOf(values, 'difference');
  return below.flatMap((i): NonPositive[] => {
    const around = Float64Array.from([...values.subarray(Math.max(0, i - WINDOW), i), ...values.subarray(i + 1, i + 1 + WINDOW)]);
    const usual = usualChange(changes, Math.max(0, i - 1), 2);
    const level = around.length === 0 ? 0 : median(around);
    if (usual === undefined || !(level - (values[i] as number) > FAR * usual)) return [];
    return [{ kind: 'not positive', severity: 'error', dates: Int32Array.of(dates[i] as number), value: values[i] as number }];
  });
}
