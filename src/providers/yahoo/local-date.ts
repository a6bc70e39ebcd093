import { DAY_MS, type EpochDay } from '../../core/calendar/civil-date.ts';

/**
 * The date that a time zone's clocks show, from seconds since 1970-01-01T00:00Z.
 *
 * @throws RangeError for a zone that does not exist.
 * @remarks Asks `Temporal` once for each stretch between two changes of the clocks: quick for stamps in order.
 */
export function localDates(zone: string): (stamp: number) => EpochDay {
  let [from, to, offset] = [0, 0, 0];
  const enter = (milliseconds: number) => {
    const at = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);
    from = milliseconds;
    to = at.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    offset = at.offsetNanoseconds / 1e6;
  };
  enter(0);
  return (stamp) => {
    const milliseconds = stamp * 1000;
    if (milliseconds < from || milliseconds >= to) enter(milliseconds);
    return Math.floor((milliseconds + offset) / DAY_MS);
  };
}
