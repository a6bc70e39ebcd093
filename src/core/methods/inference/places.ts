/** Refuses places of events that are not among n dates, ascending and each once. @throws RangeError that names the first. */
export function requirePlaces(events: Int32Array, n: number): void {
  events.forEach((place, i) => {
    if (place < 0 || place >= n) throw new RangeError(`the place of an event must be below the ${n} dates, was ${place}`);
    if (i > 0 && place <= (events[i - 1] as number)) {
      throw new RangeError(`places of events must ascend, was ${place} after ${events[i - 1]}`);
    }
  });
}
