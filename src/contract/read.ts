import { z } from 'zod';
import { TrackRecord } from './forecast.ts';
import { VerdictKind } from './verdict.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');

/** Longest text that is read, in characters. */
export const LONGEST_TEXT = 1_200_000;
const MOST_TEXTS = 20;
/** Longest text that a prompt quotes, in characters. */
export const LONGEST_QUOTED = 60_000;

/** What a claim is: a fact of the past, a regularity, a state of affairs, or something to come. */
export const ReadKind = z.enum(['figure', 'pattern', 'condition', 'forecast']);
export type ReadKind = z.infer<typeof ReadKind>;

/** Whether a statement is made, said of others, hedged or denied. */
export const Stance = z.enum(['asserts', 'quotes', 'hedges', 'denies']);
export type Stance = z.infer<typeof Stance>;

/** A claim that somebody else found in a text, such as a language model: the same checks are made of it. */
export const ExtractedClaim = z.strictObject({
  text: z.int().min(0).default(0).meta({ description: 'Which of the texts it stands in, from 0.' }),
  quote: z.string().min(3).max(2000).meta({ description: 'The words of the text that make the claim, exactly as they stand in it.' }),
  kind: ReadKind.meta({
    description: 'figure: a fact of the past; pattern: a regularity; condition: how things stand; forecast: what is to come.',
  }),
  about: z
    .array(z.string().min(1).max(60))
    .min(1)
    .max(8)
    .meta({ description: 'The markets, by id of the lexicon or of a series, the leader first.' }),
  by: z.string().max(200).optional().meta({ description: 'Who says it, by name.' }),
  when: z.string().max(500).optional().meta({ description: 'A trigger of the language, where the claim has one.' }),
  outcome: z.string().max(500).optional().meta({ description: 'An outcome of the language, where the claim has one.' }),
});
export type ExtractedClaim = z.infer<typeof ExtractedClaim>;

/** A name as it is shown: one line of letters that can be seen. */
const shownName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'must be one line without control characters');

/** Read articles. */
export const ReadInput = z.strictObject({
  sources: z
    .array(z.string().min(1).max(2000))
    .max(MOST_TEXTS)
    .default([])
    .meta({ description: 'Files with a text (plain or HTML), addresses of pages (https://…), or - for what comes on standard input.' }),
  text: z.array(z.string().max(LONGEST_TEXT)).max(MOST_TEXTS).default([]).meta({ description: 'A text itself, in the place of a file.' }),
  names: z.array(shownName).max(MOST_TEXTS).default([]).meta({ description: 'What the texts given with `text` are called, in order.' }),
  pack: z
    .string()
    .optional()
    .meta({ description: 'Tie claims to those of this pack only: one that ships, or a claim file. Default: all that ship.' }),
  published: isoDate.optional().meta({
    description:
      'Day on which the texts came out, from which "this year" counts. Default: today; drafts are then held against the last data.',
  }),
  outlet: shownName
    .optional()
    .meta({ description: 'Where the texts were printed, for the drafts of claims. Default: the names of the files.' }),
  lexicon: z.string().optional().meta({ description: 'A file of markets and phrases that the reader should know beside those that ship.' }),
  asOf: isoDate.optional().meta({ description: 'Use only what was known by the end of this date (UTC). Default: today.' }),
  unchecked: z.boolean().default(false).meta({ description: 'Only find the claims and tie them; check none.' }),
  extracted: z
    .array(ExtractedClaim)
    .max(200)
    .default([])
    .meta({ description: 'Claims found by somebody else, such as a language model, to be checked in the place of those found here.' }),
});
export type ReadInput = z.infer<typeof ReadInput>;

/** A market that a claim speaks of. */
const ReadMarket = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Its series or expression; null where there is none. */
  series: z.string().nullable(),
});

/** A number of a claim, as it stands and as it was understood. */
export const ReadNumber = z.strictObject({
  text: z.string(),
  value: z.number(),
  /** Upper end of a range. */
  to: z.number().nullable(),
  unit: z.string().nullable(),
  approx: z.enum(['about', 'over', 'under']).nullable(),
});
export type ReadNumber = z.infer<typeof ReadNumber>;

const ReadDate = z.strictObject({ text: z.string(), from: isoDate.nullable(), to: isoDate.nullable() });

/** A verdict on a claim, as `check` gives it. */
export const ReadVerdict = z.strictObject({
  kind: VerdictKind,
  verdict: z.string(),
  why: z.string(),
  /** The command that shows all of it; null for a draft that is in no file yet. */
  command: z.string().nullable(),
});
export type ReadVerdict = z.infer<typeof ReadVerdict>;

/** The claim of a pack that a text repeats. */
const Tie = z.strictObject({
  pack: z.string(),
  claim: z.string(),
  statement: z.string(),
  by: z.string(),
  /** When the known claim was made: its verdict speaks of that time. */
  madeOn: isoDate,
  /** How much of it the text says, 0 to 1. */
  score: z.number().min(0).max(1),
});

/** A claim that no pack has, written down so that it can be checked. */
const Draft = z.strictObject({
  /** Its id in the claim file of drafts. */
  id: z.string(),
  /** What is tested, as expressions: trigger, outcome, condition. */
  expressions: z.array(z.strictObject({ role: z.string(), text: z.string() })),
  /** What would test it, in a sentence. */
  test: z.string(),
  /** What is missing for a test; empty where it runs. */
  missing: z.array(z.string()),
});

/** A stretch of a text that claims something. */
export const ReadClaim = z.strictObject({
  /** Place in the text, in UTF-16 units. */
  start: z.int().min(0),
  end: z.int().min(0),
  quote: z.string(),
  kind: ReadKind,
  stance: Stance,
  /** Who says it, by name; null where nobody is named. */
  by: z.string().nullable(),
  about: z.array(ReadMarket),
  numbers: z.array(ReadNumber),
  dates: z.array(ReadDate),
  tie: Tie.nullable(),
  draft: Draft.nullable(),
  verdict: ReadVerdict.nullable(),
  /** Where it departs from what the other texts or its source say; null where it does not. */
  misquoted: z.string().nullable(),
});
export type ReadClaim = z.infer<typeof ReadClaim>;

/** A text with its claims. */
export const ReadArticle = z.strictObject({
  name: z.string(),
  /** e.g. `it`; null where it is none that is read. */
  language: z.string().nullable(),
  published: isoDate.nullable(),
  /** The text that places count in. */
  text: z.string(),
  claims: z.array(ReadClaim),
  notes: z.array(z.string()),
});
export type ReadArticle = z.infer<typeof ReadArticle>;

/** How one text stands to another. */
export const ArticleRelation = z.strictObject({
  /** Numbers of the two texts, from 0. */
  first: z.int(),
  second: z.int(),
  /** copy: the same words; translation: the same facts in another language; paraphrase: the same facts in other words; shares: some facts. */
  kind: z.enum(['copy', 'translation', 'paraphrase', 'shares', 'none']),
  /** Facts that both have, and those of the text with fewer. */
  sharedFacts: z.int(),
  ofFacts: z.int(),
  /** Share of runs of five words that both have. */
  sharedWords: z.number().min(0).max(1),
});
export type ArticleRelation = z.infer<typeof ArticleRelation>;

/** What one text says of a fact. */
export const FactCell = z.strictObject({
  /** `-`: it does not have it. `differs`: another number. `misquoted`: another measure than its source or the other copies. */
  mark: z.enum(['same', 'differs', 'misquoted', '-']),
  /** Claims of the text that say it, by number. */
  claims: z.array(z.int()),
  numbers: z.array(z.string()),
  measure: z.string().nullable(),
  note: z.string().nullable(),
});
export type FactCell = z.infer<typeof FactCell>;

/** Several texts compared by their facts. */
export const Syndication = z.strictObject({
  /** Texts that tell one story, by number; a text alone is a story of its own. */
  stories: z.array(z.array(z.int())),
  relations: z.array(ArticleRelation),
  facts: z.array(
    z.strictObject({
      label: z.string(),
      /** The claim of a pack that it is, where it is one. */
      claim: z.string().nullable(),
      by: z.string().nullable(),
      cells: z.array(FactCell),
    }),
  ),
});
export type Syndication = z.infer<typeof Syndication>;

/** Somebody who is said to have said it, with what the ledger knows of them. */
export const ReadSource = z.strictObject({
  by: z.string(),
  claims: z.int(),
  /** Null where the ledger has no scored forecast of theirs. */
  record: TrackRecord.nullable(),
  /** How their forecasts come to be scored. */
  hint: z.string(),
});
export type ReadSource = z.infer<typeof ReadSource>;

/** What was read: texts with their claims, what they have in common, who said it. */
export const ReadResult = z.strictObject({
  sentence: z.string(),
  articles: z.array(ReadArticle),
  syndication: Syndication.nullable(),
  sources: z.array(ReadSource),
  /** The claim file of the drafts, YAML; null where there are none. */
  drafts: z.string().nullable(),
  /** What was given as `extracted` and could not be taken, and why. */
  refused: z.array(z.strictObject({ index: z.int(), why: z.string() })),
  asOf: isoDate,
  dataSource: z.string(),
  command: z.string(),
});
export type ReadResult = z.infer<typeof ReadResult>;
