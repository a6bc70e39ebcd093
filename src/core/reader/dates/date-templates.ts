import { keysOf } from '../words/phrases.ts';

/** What a template says; each has its own way to an interval. */
export const MEANINGS = [
  ...[
    'toDate',
    'day',
    'days',
    'month',
    'cuedMonth',
    'months',
    'quarter',
    'half',
    'year',
    'years',
    'shortYears',
    'opening',
    'season',
    'part',
    'partOfQuarter',
  ],
  ...['decade', 'partOfDecade', 'relativeDay', 'shifted', 'partOfShifted', 'ago', 'past', 'ahead'],
  ...['weekday', 'weekdayOnDay', 'nextWeekday'],
] as const;

/** What a template says. */
export type Meaning = (typeof MEANINGS)[number];

/** Templates of dates as one tree of literal tokens and slots. */
export interface Template {
  readonly literals: Map<string, Template>;
  readonly slots: Map<string, Slot>;
  meaning: Meaning | undefined;
}

/** A slot with the table that fills it: the second of two slots of one kind has the table of the first. */
export interface Slot {
  readonly table: string;
  readonly next: Template;
}

const TABLES: Readonly<Record<string, string>> = {
  ...{
    ordinal: 'ordinals',
    count: 'counts',
    unit: 'units',
    part: 'parts',
    decade: 'decades',
    relativeDay: 'relativeDays',
    season: 'seasons',
  },
};

const empty = (): Template => ({ literals: new Map(), slots: new Map(), meaning: undefined });

/**
 * Templates such as `{day} [{of}] {month} {year}` as one tree: braces are slots, brackets hold what may be left out, `|` parts choices.
 *
 * @throws RangeError for a bracket that nothing closes.
 */
export function compileTemplates(entries: Iterable<readonly [Meaning, readonly string[]]>): Template {
  const root = empty();
  for (const [meaning, texts] of entries) for (const text of texts) for (const variant of variantsOf(text)) add(root, variant, meaning);
  return root;
}

function variantsOf(text: string): string[] {
  const open = text.search(/[[(]/);
  if (open < 0) return [text];
  const close = text.indexOf(text[open] === '[' ? ']' : ')', open);
  if (close < 0) throw new RangeError(`a template must close its brackets, was ${text}`);
  const choices = text.slice(open + 1, close).split('|');
  const rests = variantsOf(text.slice(close + 1));
  return [...choices, ...(text[open] === '[' ? [''] : [])].flatMap((choice) =>
    rests.map((rest) => `${text.slice(0, open)}${choice}${rest}`),
  );
}

function add(root: Template, variant: string, meaning: Meaning): void {
  let node = root;
  for (const piece of variant.split(/(\{\w+\})/)) {
    if (piece.startsWith('{')) node = slotted(node, piece.slice(1, -1));
    else for (const key of keysOf(piece)) node = child(node.literals, key);
  }
  if (node !== root) node.meaning ??= meaning;
}

function child(children: Map<string, Template>, key: string): Template {
  const known = children.get(key) ?? empty();
  children.set(key, known);
  return known;
}

function slotted({ slots }: Template, slot: string): Template {
  const name = slot.replace(/2$/, '');
  const known = slots.get(slot) ?? { table: TABLES[name] ?? name, next: empty() };
  slots.set(slot, known);
  return known.next;
}
