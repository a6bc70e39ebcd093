import { backwardPhrasesOf, keysOf, type Phrases, phrasesOf } from '../words/phrases.ts';
import { fold } from '../words/tokens.ts';
import { compileTemplates, type Meaning, type Template } from './date-templates.ts';

type Texts = readonly string[];
type Numbered = Readonly<Record<string, Texts>>;

/** A unit of the calendar. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** How a date stands to what happens: `since 2007`. */
export type Relation = 'in' | 'since' | 'until' | 'before' | 'after';

/** Phrases for units of the calendar. */
export type UnitTexts = { readonly [U in CalendarUnit]?: Texts | undefined };

/** Dates as one language writes them; months and weekdays come from `Intl` and are completed here. */
export interface DatePhrases {
  readonly order?: 'month-first' | 'day-first' | undefined;
  readonly months?: Numbered | undefined;
  /** Months that are words of another meaning, and count only beside a day or a year. */
  readonly monthsNeverAlone?: Texts | undefined;
  /** Words behind which such a month is one: `in May`. */
  readonly monthCues?: Texts | undefined;
  /** Monday is 1. */
  readonly weekdays?: Numbered | undefined;
  readonly weekdaysNeverAlone?: Texts | undefined;
  readonly ordinals?: Numbered | undefined;
  /** What stands behind a figure to make it an ordinal: `10th`, `3.`. */
  readonly ordinalEndings?: Texts | undefined;
  readonly counts?: Numbered | undefined;
  readonly units?: UnitTexts | undefined;
  readonly quarter?: Texts | undefined;
  readonly half?: Texts | undefined;
  readonly quarterLetters?: Texts | undefined;
  readonly halfLetters?: Texts | undefined;
  /** The early, the middle and the late part: 1, 2 and 3. */
  readonly parts?: Numbered | undefined;
  /** Parts of the current unit in one word: `Jahresende`. */
  readonly yearParts?: Numbered | undefined;
  readonly quarterParts?: Numbered | undefined;
  readonly monthParts?: Numbered | undefined;
  /** Seasons of the north by the month in which they begin. */
  readonly seasons?: Numbered | undefined;
  readonly whole?: UnitTexts | undefined;
  readonly current?: UnitTexts | undefined;
  readonly previous?: UnitTexts | undefined;
  readonly following?: UnitTexts | undefined;
  /** Days by their distance from the day of publication. */
  readonly relativeDays?: Numbered | undefined;
  readonly toDate?: UnitTexts | undefined;
  /** First years of decades within a century. */
  readonly decades?: Numbered | undefined;
  /** Words of templates that stand for each other: `{ago}`, `{of}`. */
  readonly joints?: Numbered | undefined;
  readonly relations?: { readonly [R in Exclude<Relation, 'in'>]?: Texts | undefined } | undefined;
  readonly articles?: Texts | undefined;
  /** What shows that a figure of four digits is no year. */
  readonly noYearBefore?: Texts | undefined;
  readonly noYearAfter?: Texts | undefined;
  /** What comes before a day and a month in figures without a year: `il 10/11`, `am 10.11.` */
  readonly dayCues?: Texts | undefined;
  /** Words behind which a date without its year lies ahead: `entro settembre`. */
  readonly deadlines?: Texts | undefined;
  readonly templates?: { readonly [M in Meaning]?: Texts | undefined } | undefined;
}

/** The file of dates: what holds everywhere, and each language. */
export interface DateContent {
  readonly everywhere: DatePhrases;
  readonly languages: Readonly<Record<string, DatePhrases>>;
}

/** Words of slots with their values. */
export type SlotPhrases = ReadonlyMap<string, Phrases<number>>;

/** The dates of one language, ready to be found. */
export interface DateTables {
  readonly order: 'month-first' | 'day-first';
  readonly slots: SlotPhrases;
  readonly ordinalEndings: Phrases<true>;
  readonly quarterLetters: ReadonlySet<string>;
  readonly halfLetters: ReadonlySet<string>;
  readonly templates: Template;
  /** First words of all that a template may begin with. */
  readonly beginnings: ReadonlySet<string>;
  readonly relations: Phrases<Exclude<Relation, 'in'>>;
  readonly articles: Phrases<true>;
  readonly noYearBefore: Phrases<true>;
  readonly noYearAfter: Phrases<true>;
  readonly dayCues: Phrases<true>;
  readonly monthCues: Phrases<true>;
  readonly deadlines: Phrases<true>;
}

/** Units of the calendar by their number in slots. */
export const CALENDAR_UNITS: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'half', 'year'];

/**
 * The dates of one language together with those of all; names of months and weekdays are those of `Intl`.
 *
 * @throws RangeError where the content does not have the language.
 */
export function dateTables(content: DateContent, language: string): DateTables {
  const own = content.languages[language];
  if (own === undefined) throw new RangeError(`language must be one of ${Object.keys(content.languages).join(', ')}, was ${language}`);
  const both = [own, content.everywhere];
  const listed = (key: 'noYearBefore' | 'ordinalEndings') => phrasesOf<true>(both.map((part) => [true, part[key] ?? []]));
  const behind = (key: 'noYearAfter' | 'articles' | 'dayCues' | 'monthCues' | 'deadlines') =>
    backwardPhrasesOf<true>(both.map((part) => [true, part[key] ?? []]));
  const letters = (key: 'quarterLetters' | 'halfLetters') => new Set(both.flatMap((part) => part[key] ?? []).map(fold));
  const slots = slotsOf(both, language);
  const templates = compileTemplates(both.flatMap((part) => Object.entries(part.templates ?? {})) as [Meaning, Texts][]);
  return {
    order: own.order ?? 'day-first',
    ...{ slots, templates, ordinalEndings: listed('ordinalEndings') },
    ...{ quarterLetters: letters('quarterLetters'), halfLetters: letters('halfLetters') },
    beginnings: beginningsOf(templates, slots),
    relations: backwardPhrasesOf(both.flatMap((part) => Object.entries(part.relations ?? {}) as [Exclude<Relation, 'in'>, Texts][])),
    articles: behind('articles'),
    ...{
      noYearBefore: listed('noYearBefore'),
      noYearAfter: behind('noYearAfter'),
      dayCues: behind('dayCues'),
      monthCues: behind('monthCues'),
      deadlines: behind('deadlines'),
    },
  };
}

const numeric = (record: Numbered = {}): [number, Texts][] => Object.entries(record).map(([value, texts]) => [Number(value), texts]);

const unitEntries = (units: UnitTexts = {}): [number, Texts][] =>
  Object.entries(units).map(([unit, texts]) => [CALENDAR_UNITS.indexOf(unit as CalendarUnit), texts ?? []]);

function slotsOf(both: readonly DatePhrases[], language: string): SlotPhrases {
  const all = (entries: (part: DatePhrases) => [number, Texts][]) => phrasesOf(both.flatMap(entries));
  const slots = new Map<string, Phrases<number>>();
  const months: [number, Texts][] = [...both.flatMap((part) => numeric(part.months)), ...monthNames(language, ['long', 'short'])];
  const weekdays: [number, Texts][] = [...both.flatMap((part) => numeric(part.weekdays)), ...weekdayNames(language)];
  slots.set('month', phrasesOf(months)).set('weekday', phrasesOf(weekdays));
  slots.set(
    'bareMonth',
    phrasesOf(
      without(
        monthNames(language, ['long']),
        both.flatMap((part) => part.monthsNeverAlone ?? []),
      ),
    ),
  );
  slots.set(
    'bareWeekday',
    phrasesOf(
      without(
        weekdays,
        both.flatMap((part) => part.weekdaysNeverAlone ?? []),
      ),
    ),
  );
  for (const key of [
    'ordinals',
    'counts',
    'parts',
    'yearParts',
    'quarterParts',
    'monthParts',
    'seasons',
    'relativeDays',
    'decades',
  ] as const)
    slots.set(
      key,
      all((part) => numeric(part[key])),
    );
  for (const key of ['units', 'whole', 'current', 'previous', 'following', 'toDate'] as const)
    slots.set(
      key,
      all((part) => unitEntries(part[key])),
    );
  slots.set(
    'quarter',
    all((part) => [[3, part.quarter ?? []]]),
  );
  slots.set(
    'half',
    all((part) => [[4, part.half ?? []]]),
  );
  for (const joint of new Set(both.flatMap((part) => Object.keys(part.joints ?? {}))))
    slots.set(
      joint,
      all((part) => [[0, part.joints?.[joint] ?? []]]),
    );
  return slots;
}

function without(entries: readonly [number, Texts][], never: Texts): [number, Texts][] {
  const words = new Set(never.map((word) => keysOf(word).join(' ')));
  return entries.map(([value, texts]) => [value, texts.filter((text) => !words.has(keysOf(text).join(' ')))]);
}

/** Names of months as `Intl` writes them, alone and within a date; short ones with their point and without. */
function monthNames(language: string, forms: readonly ('long' | 'short')[]): [number, Texts][] {
  return Array.from({ length: 12 }, (_, i) => {
    const date = new Date(Date.UTC(2025, i, 15));
    const names = forms.flatMap((month) =>
      [{ month }, { month, day: 'numeric' as const }].map(
        (options) =>
          new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).formatToParts(date).find(({ type }) => type === 'month')
            ?.value ?? '',
      ),
    );
    return [i + 1, withPoints(names)];
  });
}

function weekdayNames(language: string): [number, Texts][] {
  // 6 January 2025 is a Monday.
  return Array.from({ length: 7 }, (_, i) => [
    i + 1,
    [new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2025, 0, 6 + i)))],
  ]);
}

const withPoints = (names: readonly string[]): string[] =>
  [...new Set(names)]
    .filter((name) => /\p{L}/u.test(name))
    .flatMap((name) => (name.length > 4 && !name.endsWith('.') ? [name] : [name.replace(/\.$/, ''), `${name.replace(/\.$/, '')}.`]));

function beginningsOf(templates: Template, slots: SlotPhrases): ReadonlySet<string> {
  const literal = [...templates.literals.keys()];
  const words = [...templates.slots.values()].flatMap(({ table }) => [...(slots.get(table)?.next.keys() ?? [])]);
  return new Set([...literal, ...words]);
}
