// Makes the table of the holidays of the US government, on which no figure is published. `npm run generate` runs it; a test keeps it fresh.
import { writeFileSync } from 'node:fs';
import holidays from '@18f/us-federal-holidays';

const [FIRST_YEAR, LAST_YEAR] = [1980, 2035];
const file = new URL('../src/core/calendar/federal-holidays.generated.ts', import.meta.url);

/** The text of the table: month and day of each holiday as it is observed, a line for each year. */
export function generateFederalHolidays(): string {
  const dates = holidays
    .inRange(new Date(Date.UTC(FIRST_YEAR - 1, 11, 1)), new Date(Date.UTC(LAST_YEAR + 1, 1, 1)))
    .map(({ dateString }) => {
      const [year, month, day] = dateString.split('-') as [string, string, string];
      return { year, text: `${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
    });
  // The package reckons in the zone of this machine: a wider range, cut by the dates themselves.
  const wanted = dates.filter(({ year }) => Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR);
  const lines = [...Map.groupBy(wanted, ({ year }) => year)].map(
    ([year, of]) => `  ${year}: '${[...new Set(of.map(({ text }) => text))].sort().join(' ')}',`,
  );
  return `// Made by scripts/generate-federal-holidays.ts (npm run generate); do not edit.
/** Holidays of the US government as they are observed: month and day, by year. */
export const federalHolidayTable: Readonly<Record<number, string>> = {
${lines.join('\n')}
};
`;
}

if (import.meta.main) writeFileSync(file, generateFederalHolidays());
