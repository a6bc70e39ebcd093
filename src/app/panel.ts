import { type EpochDay, formatCivilDate, parseCivilDate } from '../core/calendar/civil-date.ts';
import { type Checked, check } from '../core/language/check.ts';
import type { Environment } from '../core/language/function-definition.ts';
import { LanguageError } from '../core/language/language-error.ts';
import { parse } from '../core/language/parse.ts';
import type { Curve } from '../core/series/curve.ts';
import { asOf, dateOfInstant, endOfDay } from '../core/series/panel.ts';
import type { Series } from '../core/series/series.ts';
import { didYouMean } from '../core/text/nearest-name.ts';
import { CallerError, type Context } from './context.ts';

/** The series and files that some expressions read, loaded; it gives environments as of any date. */
export interface Panel {
  /** Loaded series by id, whole. */
  readonly series: ReadonlyMap<string, Series>;
  readonly eventFiles: ReadonlyMap<string, readonly EpochDay[]>;
}

/** Reads an expression from its text. @throws LanguageError located in the text. */
export const readExpression = (text: string, role: 'trigger' | 'outcome' | 'series'): Checked => check(parse(text), text, role);

/** As {@link readExpression}, with the option in which the text was given before the fault. */
export function readOption(name: string, text: string, role: 'trigger' | 'outcome'): Checked {
  try {
    return readExpression(text, role);
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw new CallerError(`${name} "${text}": ${error.message}`, { cause: error });
  }
}

/**
 * Loads what the expressions read.
 *
 * @throws CallerError for a series that the source does not have, with the nearest name; ProviderError where one cannot be read.
 */
export async function loadPanel(context: Context, expressions: readonly Checked[]): Promise<Panel> {
  const known = await context.series.ids();
  const wanted = [...new Set(expressions.flatMap(({ series }) => series))];
  for (const id of wanted) refuseUnknown(id, known, context);
  const series = new Map<string, Series>();
  for (const id of wanted) series.set(id, await context.series.load(id));
  const eventFiles = new Map<string, readonly EpochDay[]>();
  for (const file of new Set(expressions.flatMap(({ files }) => files))) eventFiles.set(file, await context.readEventDates(file));
  return { series, eventFiles };
}

function refuseUnknown(id: string, known: readonly string[], context: Context): void {
  const base = id.replace(/\.adj$/, '');
  if (known.includes(base)) return;
  const hint = didYouMean(base, known) || `; \`${context.program} series\` lists what there is`;
  throw new CallerError(`no series ${base} in ${context.series.description}${hint}`);
}

/** Ids that expressions read and that are not among the known ones (`X.adj` is an id of its own), in order. */
export function missingSeries(expressions: readonly Checked[], known: readonly string[]): string[] {
  const wanted = new Set(expressions.flatMap(({ series }) => series));
  return [...wanted].filter((id) => !known.includes(id));
}

/** A panel of nothing but what was known at an instant, milliseconds since 1970-01-01T00:00Z: a date's own end may lie hours ahead of it. */
export const knownBy = (panel: Panel, instant: number): Panel => ({
  ...panel,
  series: new Map(Array.from(panel.series, ([id, series]) => [id, asOf(series, instant)])),
});

/** The panel as known by the end of a date. */
export const environmentAsOf = (panel: Panel, date: EpochDay, home?: Curve): Environment => environmentAt(panel, endOfDay(date), home);

/** The panel as known at an instant, milliseconds since 1970-01-01T00:00Z. */
export function environmentAt(panel: Panel, instant: number, home?: Curve): Environment {
  return {
    series(id, adjusted) {
      const series = panel.series.get(adjusted ? `${id}.adj` : id);
      if (!series) throw new Error(`series ${id} was not loaded before it was read`);
      return asOf(series, instant);
    },
    eventDates: (file) => panel.eventFiles.get(file) ?? [],
    ...(home ? { home } : {}),
  };
}

/** The series of a panel that some expressions read. */
export const restricted = (panel: Panel, expressions: readonly Checked[]): Panel => ({
  ...panel,
  series: new Map([...panel.series].filter(([id]) => expressions.some(({ series }) => series.includes(id)))),
});

/** The date as of which a question is answered: the one given, or the last on which anything in the panel became known. */
export function asOfDate(given: string | undefined, panel: Panel, context: Context): EpochDay {
  const lastKnown = Math.max(...Array.from(panel.series.values(), lastKnownAt));
  return givenDate(given, context) ?? (Number.isFinite(lastKnown) ? Math.min(dateOfInstant(lastKnown), context.today) : context.today);
}

/** The last instant at which a value of a series became known, corrections of old dates counted. */
function lastKnownAt({ knownAt, versions }: Series): number {
  const all = versions?.knownAt ?? knownAt;
  return all.reduce((last, known) => Math.max(last, known), Number.NEGATIVE_INFINITY);
}

/** A date of the question as it was given; undefined where none was. */
export function givenDate(given: string | undefined, { today }: Context, name = 'as-of'): EpochDay | undefined {
  if (given === undefined) return undefined;
  const day = parseCivilDate(given);
  if (day === undefined) throw new CallerError(`${name} must be a date that exists, YYYY-MM-DD, was ${given}`);
  if (day > today) throw new CallerError(`${name} must not lie in the future: today is ${formatCivilDate(today)}, was ${given}`);
  return day;
}

/** Dates that are listed in a trigger must not lie after the date of the question. */
export function refuseFutureDates(checked: Checked, until: EpochDay): void {
  const future = checked.dates.find((day) => day > until);
  if (future === undefined) return;
  throw new CallerError(`an event must not lie after the date of the question, ${formatCivilDate(until)}: ${formatCivilDate(future)}`);
}
