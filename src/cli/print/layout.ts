import { stripVTControlCharacters, styleText } from 'node:util';
import { fitWidths } from './fit-widths.ts';

/** How wide a line may be where nothing is known of the terminal. */
export const WIDTH = 100;

/** Lines longer than this are hard to read, shorter ones break every table. */
const [NARROWEST, WIDEST] = [40, 140];

/** The process has one terminal, so its width is known once and not handed to every line. */
let width = WIDTH;

/** From now on lines are at most so wide. */
export function fitTo(columns: number): void {
  width = Math.min(WIDEST, Math.max(NARROWEST, columns));
}

/** How wide a line may be. */
export const lineWidth = (): number => width;

export interface Look {
  readonly colour: boolean;
}

/** Display width of a text without its colours. */
export const widthOf = (text: string): number => [...stripVTControlCharacters(text)].length;

/** Cuts with an ellipsis to at most so many columns. */
export function cut(text: string, columns: number): string {
  const letters = [...text];
  return letters.length > columns ? `${letters.slice(0, columns - 1).join('')}…` : text;
}

/** Pads on the left. */
export const right = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - widthOf(text))) + text;

/** Pads on the right. */
const left = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - widthOf(text)));

/** A text in a column of its own: cut or filled up to its width. */
export const column = (text: string, columns: number): string => left(cut(text, columns), columns);

/** A text in a style, where the reader sees colours. */
export function styled(text: string, style: Parameters<typeof styleText>[0], { colour }: Look): string {
  return colour ? styleText(style, text, { validateStream: false }) : text;
}

/** What stands between blanks; a number stays with its `%` and its `p`. */
const words = (text: string): string[] =>
  text
    .replace(/(?<=[\d–]) %/g, '\u00a0%')
    .replace(/\bp (?=\d)/g, 'p\u00a0')
    .split(/ +/);

/** Breaks a text into lines of at most so many columns, each but the first indented. */
export function wrap(
  text: string,
  { width: most = width, indent = 0, hanging = indent }: { width?: number; indent?: number; hanging?: number } = {},
): string {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  for (const word of words(text)) {
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > most) {
      lines.push(line);
      line = ' '.repeat(hanging) + word;
    } else {
      line += isEmpty ? word : ` ${word}`;
    }
    isEmpty = false;
  }
  return [...lines, line].join('\n').replaceAll('\u00a0', ' ');
}

const GAP = 2;

/**
 * A table of texts: columns as wide as their widest cell, two spaces apart; numbers to the right. Where that is too wide for the terminal,
 * the widest texts wrap under their column; where even that does not fit, each row stands as lines of `head: cell`.
 *
 * @param rows - The first is the head. A styled cell is never broken.
 */
export function table(rows: readonly (readonly string[])[], alignRight: readonly number[] = []): string {
  const [head = []] = rows;
  const columns = head.map((_, i) => rows.map((row) => row[i] ?? ''));
  const canWrap = columns.map((cells, i) => !alignRight.includes(i) && cells.every((cell) => widthOf(cell) === [...cell].length));
  const widths = fitWidths(
    columns.map((cells, i) => ({
      natural: Math.max(...cells.map(widthOf)),
      least: canWrap[i] ? Math.max(...cells.flatMap((cell) => words(cell).map(widthOf))) : Number.POSITIVE_INFINITY,
    })),
    width - GAP * (head.length - 1),
  );
  if (widths === undefined) return records(rows);
  return rows.map((row) => rowLines(row, { widths, canWrap, alignRight })).join('\n');
}

interface Columns {
  readonly widths: readonly number[];
  readonly canWrap: readonly boolean[];
  readonly alignRight: readonly number[];
}

function rowLines(row: readonly string[], { widths, canWrap, alignRight }: Columns): string {
  const cells = row.map((cell, i) => (canWrap[i] ? wrap(cell, { width: widths[i] as number }) : cell).split('\n'));
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, i) => (alignRight.includes(i) ? right : left)(lines[line] ?? '', widths[i] as number))
      .join(' '.repeat(GAP))
      .trimEnd(),
  ).join('\n');
}

/** Each row as its own list, for a terminal that is too narrow for columns. */
function records([head = [], ...rows]: readonly (readonly string[])[]): string {
  return rows
    .map((row) =>
      row
        .flatMap((cell, i) => {
          const label = head[i] ?? '';
          const text = label === '' || i === 0 ? cell : `${label}: ${cell}`;
          return cell === '' ? [] : [wrap(text, { indent: i === 0 ? 0 : 2, hanging: 4 })];
        })
        .join('\n'),
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
