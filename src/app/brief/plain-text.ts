import type { BriefLine } from '../../contract/brief.ts';
import { type Language, quoted } from '../../contract/languages.ts';
import type { BriefPage } from './compose.ts';

const COLUMNS = 80;

/** Breaks a text into lines of at most 80 columns; the first is led by a mark, the others are indented as far. */
function wrapped(text: string, mark = ''): string {
  const lines: string[] = [];
  let line = mark;
  for (const word of text.split(' ')) {
    const isEmpty = line.trim() === mark.trim();
    if (!isEmpty && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = ' '.repeat(mark.length) + word;
    } else line += isEmpty && line.length === mark.length ? word : ` ${word}`;
  }
  // Blanks that must not break are blanks once nothing breaks any more.
  return [...lines, line].join('\n').replaceAll('\u00a0', ' ');
}

function lineText({ statement, verdict, text }: BriefLine, language: Language): string {
  const label = verdict === null ? '' : `[${verdict}] `;
  return wrapped(`${statement === null ? '' : `${quoted(statement.text, language)} `}${label}${text}`, '- ');
}

/** The page as plain text of at most 80 columns; only a longer word, such as an address, is wider. */
export function plainText(
  { heading, title, question, lead, sections, foot, command, language, ...page }: BriefPage,
  madeBy: string,
): string {
  const parts = [
    heading,
    wrapped(title),
    wrapped(question),
    '',
    ...lead.map(({ text }) => wrapped(text)),
    ...sections.flatMap((section) => [
      '',
      section.title,
      '='.repeat(section.title.length),
      ...section.lines.map((line) => lineText(line, language)),
    ]),
    '',
    '-'.repeat(COLUMNS),
    ...foot.map((text) => wrapped(text)),
    wrapped(`${madeBy} Harbinger ${page.version}: ${command}`),
    wrapped(page.dataSource),
    page.dataHash,
  ];
  return `${parts.join('\n').replaceAll('\u00a0', ' ')}\n`;
}
