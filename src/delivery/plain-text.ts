/** A text that no receiver can take for commands of a terminal: without control characters but line ends, at most so long. */
export function plainText(text: string, most: number): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(/[[\p{Cc}\p{Cf}]--[\n]]/gv, '');
  const letters = [...clean];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : clean;
}

/** The same on one line, for a subject or a title. */
export const oneLine = (text: string, most: number): string => plainText(text.replace(/\s+/g, ' ').trim(), most);

/** A text in which nothing is taken for a tag or an entity. */
export const escapeTags = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
