/**
 * A stranger's text as it may be shown: without characters that command a terminal, and without those that turn the direction of what stands
 * around it. Places in the text must be taken before.
 */
export const harmless = (text: string): string => text.replace(/[[\p{Cc}\u202A-\u202E\u2066-\u2069]--[\t\n\r]]/gv, '');

/** The same on one line, cut with an ellipsis to at most so many letters. */
export function cutQuote(quote: string, most: number): string {
  const letters = [...harmless(quote).replace(/\s+/g, ' ').trim()];
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : letters.join('');
}
