/**
 * A stranger's text as part of a line: no control character, line end or mark of direction of it reaches the terminal, and no run of blanks.
 * Joiners that make other letters of the letters beside them go too: a terminal shows the letters.
 */
export function plain(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .trim();
}
