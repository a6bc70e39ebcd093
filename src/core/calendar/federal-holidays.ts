import { type EpochDay, parseCivilDate } from './civil-date.ts';
import { federalHolidayTable } from './federal-holidays.generated.ts';

let days: ReadonlySet<EpochDay> | undefined;

/** Whether the US government observes a holiday on a date (1980 to 2035; false outside, where there is no table). */
export function isFederalHoliday(day: EpochDay): boolean {
  days ??= new Set(
    Object.entries(federalHolidayTable).flatMap(([year, dates]) =>
      dates.split(' ').map((date) => parseCivilDate(`${year}-${date}`) as EpochDay),
    ),
  );
  return days.has(day);
}
