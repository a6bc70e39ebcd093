import { DAYS } from './calendars.ts';
import type { Hypothesis } from './scan.ts';
import type { ScanWorld, WorldTarget } from './worlds.ts';

/** The world with a log gain spread evenly over the horizon after each event of a hypothesis; a day within two horizons has it once. */
export function plant(
  world: ScanWorld,
  target: number,
  { hypothesis, gain }: { readonly hypothesis: Hypothesis; readonly gain: number },
): ScanWorld {
  const first = DAYS[0] as number;
  const { outcomes, horizon } = hypothesis;
  const isAfter = new Uint8Array(DAYS.length);
  for (const index of eventIndices(hypothesis)) {
    const entry = (outcomes.target.dates[outcomes.periods.entry[index] as number] as number) - first;
    isAfter.fill(1, entry + 1, entry + 1 + horizon);
  }
  const planted = (own: WorldTarget): WorldTarget => ({
    ...own,
    returns: own.returns.map((value, i) => value + (isAfter[i + 1] ? gain / horizon : 0)),
  });
  return { ...world, targets: world.targets.map((own, t) => (t === target ? planted(own) : own)) };
}

/** Indices in the trigger's calendar of the events of a hypothesis that lie on its circle. */
function eventIndices({ batch: { circle, events }, trigger }: Hypothesis): Int32Array {
  const own = events.indices.subarray(events.offsets[trigger], events.offsets[trigger + 1]);
  return own.filter((index) => (circle.placeOf[index] as number) >= 0);
}
