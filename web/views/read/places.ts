/** A claim of a text, by their numbers from 0, and the line in which it was opened; undefined for that in which it begins. */
export interface OpenClaim {
  readonly article: number;
  readonly claim: number;
  readonly line?: number | undefined;
}

/** The id of the place in the text where a claim begins. */
export const markId = ({ article, claim }: OpenClaim): string => `mark-${article + 1}-${claim + 1}`;

/** The id of a claim's card. */
export const cardId = ({ article, claim }: OpenClaim): string => `card-${article + 1}-${claim + 1}`;

/** Leads to the place in the text where a claim begins, once it is drawn. */
export function leadToMark(open: OpenClaim): void {
  setTimeout(() => {
    const mark = document.getElementById(markId(open));
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: 'center' });
  });
}
