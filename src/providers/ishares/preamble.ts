import { type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';

/** The lines before the table, by name, such as `Shares Outstanding`. The first line is the fund's name. */
export interface Preamble {
  readonly fund: string;
  readonly lines: ReadonlyMap<string, string>;
}

/** A line is a name and a value in quotation marks, as `Fund Holdings as of,"May 13, 2025"`. */
const LINE = /^([^,"]+),"?([^"]*)"?$/;

export function readPreamble([fund = '', ...lines]: readonly string[]): Preamble {
  const pairs = lines.flatMap((line) => {
    const [, name, value] = LINE.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.trim(), value.trim()] as const];
  });
  return { fund: fund.trim(), lines: new Map(pairs) };
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** `May 13, 2025` or `Nov 05, 2025` as a date; undefined where the text is none that exists. */
export function readWordedDate(text: string): EpochDay | undefined {
  const [, name, day, year] = /^([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})$/.exec(text) ?? [];
  if (name === undefined || day === undefined) return undefined;
  const month = MONTHS.findIndex((long) => long.startsWith(name.toLowerCase())) + 1;
  return parseCivilDate(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
}
