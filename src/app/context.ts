import type { EpochDay } from '../core/calendar/civil-date.ts';
import type { SeriesProvider } from '../providers/provider.ts';

/** Everything impure that an operation may use, passed in: data, files, today's date, the program's version. */
export interface Context {
  readonly series: SeriesProvider;
  /** Text and shown name of a claim file, by the name of a pack that ships or by path. Throws CallerError where there is none. */
  readPack(name: string): Promise<{ readonly file: string; readonly text: string }>;
  /** Dates in a file of events that an expression names. Throws CallerError where there is none, ProviderError where it is no list of dates. */
  readEventDates(path: string): Promise<readonly EpochDay[]>;
  readonly today: EpochDay;
  readonly version: string;
  /** How the reader calls the program, e.g. `harbinger`, or through npm in a checkout. */
  readonly program: string;
  /** Data option as the reader would have to repeat it, e.g. `--data ../prices`; empty for the shipped table. */
  readonly dataOption: string;
}

/** The caller's mistake, in one line that says what to do. */
export class CallerError extends RangeError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CallerError';
  }
}
