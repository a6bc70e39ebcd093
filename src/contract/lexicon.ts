import { z } from 'zod';
import { packId } from './pack-parts.ts';

const texts = z.array(z.string().min(1));
/** Phrases by the number that they stand for. */
const numbered = z.record(z.string().regex(/^-?\d+(\.\d+)?(e\d+)?$/, 'must be a number'), texts);

const Unit = z.enum([
  ...['percent', 'points-percent', 'bp', 'USD', 'EUR', 'GBP', 'JPY', 'CHF', 'points', 'times'],
  ...['days', 'weeks', 'months', 'quarters', 'years', 'sessions', 'other'],
] as const);
const unitPhrases = z.partialRecord(Unit, texts);
const approximations = z.strictObject({ about: texts, over: texts, under: texts }).partial();

const Gluing = z.strictObject({
  order: z.enum(['units-first', 'tens-first']),
  join: z.string().optional(),
  one: z.string().optional(),
  hundred: z.string().min(1),
  thousand: z.string().min(1),
  elides: z.boolean().optional(),
});

/** Numbers as one language writes them. */
export const NumberPhrases = z
  .strictObject({
    words: numbered,
    wordsBeforeUnits: numbered,
    gluing: Gluing,
    joining: texts,
    fractions: numbered,
    shareOf: texts,
    multiples: numbered,
    multipleEndings: texts,
    magnitudes: numbered,
    shortMagnitudes: numbered,
    of: texts,
    units: unitPhrases,
    unitsBefore: unitPhrases,
    noQuantityBefore: texts,
    noQuantityAfter: texts,
    signs: z.strictObject({ plus: texts, minus: texts }).partial(),
    before: approximations,
    after: approximations,
    articles: texts,
    ranges: z.strictObject({ free: texts, or: texts, pairs: z.array(z.strictObject({ from: texts, to: texts })).max(30) }).partial(),
  })
  .partial();

/** `lexicon/numbers.yaml`: how numbers and their units are written in each language. */
export const NumberLexicon = z.strictObject({ everywhere: NumberPhrases, languages: z.record(z.string(), NumberPhrases) });
export type NumberLexicon = z.infer<typeof NumberLexicon>;

const calendarUnits = z.partialRecord(z.enum(['day', 'week', 'month', 'quarter', 'half', 'year']), texts);

/** What a template of a date says. */
export const DateMeaning = z.enum([
  ...[
    'day',
    'days',
    'month',
    'cuedMonth',
    'months',
    'quarter',
    'half',
    'year',
    'years',
    'shortYears',
    'opening',
    'season',
    'part',
    'partOfQuarter',
  ],
  ...[
    'decade',
    'partOfDecade',
    'relativeDay',
    'shifted',
    'partOfShifted',
    'toDate',
    'ago',
    'past',
    'ahead',
    'weekday',
    'weekdayOnDay',
    'nextWeekday',
  ],
] as const);

/** Dates as one language writes them; names of months and weekdays that `Intl` has are left out. */
export const DatePhrases = z
  .strictObject({
    order: z.enum(['month-first', 'day-first']),
    months: numbered,
    monthsNeverAlone: texts,
    monthCues: texts,
    weekdays: numbered,
    weekdaysNeverAlone: texts,
    ordinals: numbered,
    ordinalEndings: texts,
    counts: numbered,
    units: calendarUnits,
    quarter: texts,
    half: texts,
    quarterLetters: texts,
    halfLetters: texts,
    parts: numbered,
    yearParts: numbered,
    quarterParts: numbered,
    monthParts: numbered,
    seasons: numbered,
    whole: calendarUnits,
    current: calendarUnits,
    previous: calendarUnits,
    following: calendarUnits,
    relativeDays: numbered,
    toDate: calendarUnits,
    decades: numbered,
    joints: z.record(z.string(), texts),
    relations: z.strictObject({ since: texts, until: texts, before: texts, after: texts }).partial(),
    articles: texts,
    noYearBefore: texts,
    noYearAfter: texts,
    dayCues: texts,
    deadlines: texts,
    templates: z.partialRecord(DateMeaning, texts),
  })
  .partial();

/** `lexicon/dates.yaml`: how dates are written in each language. */
export const DateLexicon = z.strictObject({ everywhere: DatePhrases, languages: z.record(z.string(), DatePhrases) });
export type DateLexicon = z.infer<typeof DateLexicon>;

/** Phrases by language; `any` in all of them. */
const phrases = {
  any: texts.optional(),
  en: texts.optional(),
  it: texts.optional(),
  de: texts.optional(),
  es: texts.optional(),
  fr: texts.optional(),
  pt: texts.optional(),
};

/** A market, an instrument or an economic figure, with what it is called. */
export const LexiconMarket = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be capital letters, digits and underscores'),
  title: z.string().min(1),
  kind: z
    .string()
    .min(1)
    .meta({ description: 'What kind of thing it is: one of the keys of `nouns`, by which a later sentence speaks of it again.' }),
  series: z.string().nullable().default(null).meta({ description: 'Its series: an id or an expression; null where there is none.' }),
  stand_in: z.boolean().optional().meta({ description: 'The series is that of another instrument, which moves alike at other levels.' }),
  part_of: z.array(z.string()).default([]).meta({ description: 'Wider markets that it belongs to, the nearest first.' }),
  ...phrases,
});

/** Something that articles say of markets, or how they say it. */
export const LexiconConcept = z.strictObject({
  id: packId,
  kind: z.enum([
    ...['noun', 'person', 'event', 'move', 'state', 'measure', 'relation', 'connective', 'contrast'],
    ...['habit', 'future', 'hedge', 'deny', 'says', 'advice', 'definition'],
  ] as const),
  move: z.enum(['up', 'down']).optional().meta({ description: 'Which way it goes.' }),
  ...phrases,
});

/** A file of the lexicon: markets, what is said of them, or both. */
export const LexiconFile = z
  .strictObject({
    title: z.string().optional(),
    markets: z.array(LexiconMarket).default([]),
    nouns: z
      .record(z.string(), z.strictObject(phrases))
      .default({})
      .meta({ description: 'Per kind of market the nouns that stand for one named before.' }),
    concepts: z.array(LexiconConcept).default([]),
    abbreviations: z
      .record(z.string(), texts)
      .default({})
      .meta({ description: 'Per language words with a full stop that end no sentence.' }),
  })
  .meta({
    title: 'Harbinger lexicon',
    description: 'What the reader of articles knows, beside what ships: harbinger read --lexicon FILE.',
  });
export type LexiconFile = z.infer<typeof LexiconFile>;
