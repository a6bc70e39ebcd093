/** What a text names beside the result. */
export interface Told {
  /** What the series are read from. */
  readonly data: string;
}

/** A result in a few sentences: paragraphs of Markdown, the finding first. */
export type Text<Result> = (result: Result, told: Told) => readonly string[];

/** Items of a Markdown list, as one paragraph. */
export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** The first of many, and how many more there are. */
export function firstOf(items: readonly string[], most: number): string {
  const more = items.length - most;
  return more > 0 ? `${items.slice(0, most).join(', ')} and ${more} more` : items.join(', ');
}
