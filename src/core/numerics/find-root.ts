/**
 * Root of a continuous function between two bounds at which its signs differ, by Chandrupatla's method: inverse quadratic interpolation
 * where that is safe, else halving.
 *
 * @param f - Finite between the bounds.
 * @returns A number within about two units in the last place of a change of sign (or 1e-18 of the distance of the bounds, near 0).
 * @throws RangeError where the signs at the bounds do not differ.
 * @remarks Source: Chandrupatla (1997). Checked against roots known in closed form.
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let [near, far] = [at(f, low), at(f, high)];
  if (near.value * far.value > 0 || Number.isNaN(near.value * far.value))
    throw new RangeError(`a root needs opposite signs at its bounds, had ${near.value} and ${far.value}`);
  let share = 0.5;
  for (;;) {
    const next = at(f, near.x + share * (far.x - near.x));
    const isSameSide = Math.sign(next.value) === Math.sign(near.value);
    const left = isSameSide ? near : far;
    if (!isSameSide) far = near;
    near = next;
    const best = Math.abs(near.value) < Math.abs(far.value) ? near : far;
    const tolerance = (2 * Number.EPSILON * Math.abs(best.x) + 1e-18 * (high - low)) / Math.abs(far.x - near.x);
    // Written so that bounds that have met, and so have no tolerance, end it too.
    if (best.value === 0 || !(tolerance <= 0.5)) return best.x;
    share = Math.min(1 - tolerance, Math.max(tolerance, interpolated(near, far, left)));
  }
}

interface Point {
  readonly x: number;
  readonly value: number;
}

const at = (f: (x: number) => number, x: number): Point => ({ x, value: f(x) });

/** Where between near and far the next point should lie. */
function interpolated(near: Point, far: Point, left: Point): number {
  const xi = (near.x - far.x) / (left.x - far.x);
  const phi = (near.value - far.value) / (left.value - far.value);
  if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  return (
    (near.value / (far.value - near.value)) * (left.value / (far.value - left.value)) +
    ((left.x - near.x) / (far.x - near.x)) * (near.value / (left.value - near.value)) * (far.value / (left.value - far.value))
  );
}
