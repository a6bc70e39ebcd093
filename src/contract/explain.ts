import { z } from 'zod';

/** Explain a verdict, a method, or any page of the documentation. */
export const ExplainInput = z.strictObject({
  topic: z
    .array(z.string())
    .default([])
    .meta({ description: 'A verdict, a gate, a method or a page, e.g. stands out, or exact-shift. Default: list them all.' }),
});
export type ExplainInput = z.infer<typeof ExplainInput>;

/** What can be explained. */
export const TopicKind = z.enum(['verdict', 'gate', 'method', 'word', 'page']);
export type TopicKind = z.infer<typeof TopicKind>;

/** Something that can be explained. */
export const Topic = z.strictObject({
  /** The path of a page below docs, without its ending, e.g. `methods/exact-shift`; `verdict/stands-out-from-luck` for a verdict. */
  id: z.string(),
  kind: TopicKind,
  title: z.string(),
  /** One sentence. */
  line: z.string(),
});
export type Topic = z.infer<typeof Topic>;

/** An explanation, or the list of what can be explained. */
export const ExplainResult = z.strictObject({
  /** The topic that was asked for, or null where all are listed. */
  topic: Topic.extend({
    /** Markdown; a link to another topic has that topic's id as its target. */
    text: z.string(),
    /** Ids of topics to read next. */
    related: z.array(z.string()),
  }).nullable(),
  topics: z.array(Topic),
});
export type ExplainResult = z.infer<typeof ExplainResult>;
