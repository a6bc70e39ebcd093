import { stripVTControlCharacters, styleText } from 'node:util';

/** How wide a line may be. */
export const WIDTH = 100;

export interface Look {
  readonly colour: boolean;
}

/** Display width of a text without its colours. */
export const widthOf = (text: string): number => [...stripVTControlCharacters(text)].length;

/** Pads on the right, or cuts with an ellipsis, to exactly so many columns. */
export function column(text: string, width: number): string {
  const letters = [...text];
  if (letters.length > width) return `${letters.slice(0, width - 1).join('')}…`;
  return text + ' '.repeat(width - letters.length);
}

/** Pads on the left. */
export const right = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** A text in a style, where the reader sees colours. */
export function styled(text: string, style: Parameters<typeof styleText>[0], { colour }: Look): string {
  return colour ? styleText(style, text, { validateStream: false }) : text;
}

/** Breaks a text into lines of at most so many columns, each but the first indented. */
export function wrap(
  text: string,
  { width = WIDTH, indent = 0, hanging = indent }: { width?: number; indent?: number; hanging?: number } = {},
): string {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  const glued = text.replace(/(?<=[\d–]) %/g, '\u00a0%').replace(/\bp (?=\d)/g, 'p\u00a0');
  for (const word of glued.split(/ +/)) {
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = ' '.repeat(hanging) + word;
    } else {
      line += isEmpty ? word : ` ${word}`;
    }
    isEmpty = false;
  }
  return [...lines, line].join('\n').replaceAll('\u00a0', ' ');
}

/** A table of texts: columns as wide as their widest cell, two spaces apart; numbers to the right. */
export function table(rows: readonly (readonly string[])[], alignRight: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          alignRight.includes(column)
            ? right(cell, widths[column] as number)
            : cell + ' '.repeat((widths[column] as number) - widthOf(cell)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const BARS = '▁▂▃▄▅▆▇█';

/** Values as bars of eight heights. */
export function sparkline(values: readonly number[]): string {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  return values.map((value) => BARS[range === 0 ? 0 : Math.min(7, Math.floor(((value - low) / range) * 8))]).join('');
}
