import type { ReadInput } from '../../../src/contract/read.ts';

/** A text as it stands in its field. */
export interface GivenText {
  /** Tells the fields apart. */
  readonly id: number;
  /** The file that it came from; undefined for what was pasted. */
  readonly name?: string;
  readonly text: string;
}

/** What is to be read, as it stands in the form. */
export interface ReadDraft {
  readonly texts: readonly GivenText[];
  /** ISO dates, names of packs; undefined where nothing is chosen. */
  readonly published?: string | undefined;
  readonly pack?: string | undefined;
}

/** As many texts, and as many letters of one, as are read at once: the contract's own, which the page does not load for them. */
export const MOST = { texts: 20, letters: 1_200_000 } as const;

/** What is asked of the server. */
export type ReadQuestion = Partial<ReadInput> & Pick<ReadInput, 'text'>;

/** What keeps texts from being read. */
export type Lack = 'nothing' | 'tooLong' | 'tooMany';

/** The texts in which something stands. */
export const writtenTexts = ({ texts }: ReadDraft): readonly GivenText[] => texts.filter(({ text }) => text.trim() !== '');

/** What must be mended before it can be read; undefined where nothing must. */
export function lackOf(draft: ReadDraft): Lack | undefined {
  const texts = writtenTexts(draft);
  if (texts.length === 0) return 'nothing';
  if (texts.length > MOST.texts) return 'tooMany';
  return texts.some(({ text }) => text.length > MOST.letters) ? 'tooLong' : undefined;
}

/** The question of a form that can be read. */
export function questionOf(draft: ReadDraft, asOf: string | undefined): ReadQuestion {
  const { published, pack } = draft;
  const texts = writtenTexts(draft);
  return {
    text: texts.map(({ text }) => text),
    ...(texts.some(({ name }) => name !== undefined) ? { names: texts.map(({ name }, i) => name?.slice(0, 200) ?? `text ${i + 1}`) } : {}),
    ...(published === undefined ? {} : { published }),
    ...(pack === undefined ? {} : { pack }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

/** Whether two forms ask the same of the server. */
export const asksTheSame = (a: ReadDraft, b: ReadDraft): boolean =>
  a === b || JSON.stringify(questionOf(a, undefined)) === JSON.stringify(questionOf(b, undefined));

/** A number that no field has. */
export const nextId = (texts: readonly GivenText[]): number => 1 + Math.max(-1, ...texts.map(({ id }) => id));

/** Texts in place of the empty fields, then behind the others. */
export function withTexts(texts: readonly GivenText[], more: readonly Omit<GivenText, 'id'>[]): readonly GivenText[] {
  const filled = texts.filter(({ text }) => text.trim() !== '');
  const first = nextId(texts);
  return [...filled, ...more.map((one, i) => ({ ...one, id: first + i }))].slice(0, MOST.texts);
}
