import { type DayRange, dayCount, type EventWindows, type PlacedEvent } from './event-windows.ts';

/** Where the windows of events lie on the same days, so that the events are not independent of one another. */
export interface WindowOverlaps {
  /** Pairs of events of one asset whose event windows share days. */
  readonly eventWindowPairs: number;
  /** Pairs of events of one asset whose estimation windows share days. */
  readonly estimationWindowPairs: number;
  /** Events whose estimation window holds days of another event's event window of the same asset. */
  readonly contaminatedEstimations: number;
  /** Pairs of events of different assets whose event windows share days. */
  readonly acrossAssetsPairs: number;
}

/** Number of days that a range at one event shares with a range at an event `distance` days later. */
const sharedDays = (first: DayRange, second: DayRange, distance: number): number =>
  Math.max(0, Math.min(first.to, second.to + distance) - Math.max(first.from, second.from + distance) + 1);

/**
 * Counts the overlaps of the windows of events on one calendar.
 *
 * @param events - n events; their order does not matter.
 * @returns Counts of pairs, and of events for the contaminated estimations. Missing values: there are none.
 */
export function windowOverlaps(events: readonly PlacedEvent[], { estimationWindow, eventWindow }: EventWindows): WindowOverlaps {
  let [eventWindowPairs, estimationWindowPairs, acrossAssetsPairs] = [0, 0, 0];
  const contaminated = new Set<number>();
  events.forEach((first, i) => {
    events.forEach((second, j) => {
      if (i === j) return;
      const distance = second.index - first.index;
      const sameAsset = first.asset === second.asset;
      if (sameAsset && sharedDays(estimationWindow, eventWindow, distance) > 0) contaminated.add(i);
      if (i > j) return;
      const together = Math.abs(distance) < dayCount(eventWindow) ? 1 : 0;
      if (sameAsset) eventWindowPairs += together;
      else acrossAssetsPairs += together;
      if (sameAsset && Math.abs(distance) < dayCount(estimationWindow)) estimationWindowPairs++;
    });
  });
  return { eventWindowPairs, estimationWindowPairs, contaminatedEstimations: contaminated.size, acrossAssetsPairs };
}
