import { requireInteger } from '../../numerics/require.ts';

/** Days relative to an event, in observations; both ends belong to it. The event itself is day 0. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** The days that a model is estimated on and the days that are judged. */
export interface EventWindows {
  readonly estimationWindow: DayRange;
  /** Begins after the estimation window's end. */
  readonly eventWindow: DayRange;
  /** Fewer days than this in the estimation window and the event is left out. Default: half of the window's days, rounded up. */
  readonly minimumEstimationDays?: number;
}

/** An event: which asset it is of, and its day, counted in the panel's observations from 0. */
export interface PlacedEvent {
  readonly asset: number;
  readonly index: number;
}

/** Number of days of a range. */
export const dayCount = ({ from, to }: DayRange): number => to - from + 1;

/** The least number of days in the estimation window: what the caller asks for, else half of the window rounded up. */
export const minimumDays = ({ estimationWindow, minimumEstimationDays }: EventWindows): number =>
  minimumEstimationDays ?? Math.ceil(dayCount(estimationWindow) / 2);

/** Refuses windows that are empty, in the wrong order, or ask for more days than they have. @throws RangeError. */
export function requireWindows(windows: EventWindows): void {
  const { estimationWindow, eventWindow } = windows;
  for (const [name, { from, to }] of Object.entries({ estimationWindow, eventWindow })) {
    requireInteger(`${name}.from`, from, { minimum: Number.MIN_SAFE_INTEGER });
    requireInteger(`${name}.to`, to, { minimum: from });
  }
  requireInteger('eventWindow.from', eventWindow.from, { minimum: estimationWindow.to + 1 });
  requireInteger('minimumEstimationDays', minimumDays(windows), { minimum: 1, maximum: dayCount(estimationWindow) });
}
