import type { Context } from '../../app/context.ts';
import { operations } from '../../app/registry.ts';
import type { ExplainResult } from '../../contract/explain.ts';
import type { LanguageResult } from '../../contract/expression.ts';
import type { PacksResult } from '../../contract/state.ts';
import type { Field } from '../options.ts';
import type { DataChoice, Terminal } from '../terminal.ts';
import { type Due, optionsOf, readLine } from './line.ts';

/** A word that could stand at the cursor, with what it is. */
interface Candidate {
  readonly value: string;
  readonly says?: string;
}

/** What is asked for where a path is due: the shell knows its files. */
const FILES: Candidate = { value: ':files' };

/**
 * Answers a shell: the words that could stand at the cursor, one a line, each with a tab and what it is.
 *
 * @param words - The words after the program, the last of them as far as it was typed.
 * @param others - Commands that are no operations.
 */
export async function complete(words: readonly string[], others: readonly string[], terminal: Terminal): Promise<void> {
  const current = (words.at(-1) ?? '').replace(/^['"]/, '');
  const { due, given } = readLine(words.slice(0, -1), current, operations);
  const found = await candidates(due, { given, current, others, terminal });
  const fitting = found.filter(({ value }) => value === FILES.value || value.startsWith(current));
  for (const { value, says = '' } of fitting) terminal.write(`${value}\t${says.replace(/\s+/g, ' ')}\n`.replace(/^:files\t/, ':files'));
}

interface Asked {
  readonly given: Readonly<Record<string, string>>;
  readonly current: string;
  readonly others: readonly string[];
  readonly terminal: Terminal;
}

async function candidates(due: Due, asked: Asked): Promise<Candidate[]> {
  switch (due.kind) {
    case 'command':
      return commandsAfter(due.words, asked.others);
    case 'option':
      return optionsOf(due.operation, due.given).map(({ name, says }) => ({ value: name, says }));
    case 'file':
      return [FILES];
    case 'value':
      return valuesOf(due.field, asked);
    default:
      return [];
  }
}

/** The next words of commands that begin with some words. */
function commandsAfter(words: readonly string[], others: readonly string[]): Candidate[] {
  const next = new Map<string, string>();
  for (const { name, summary } of operations) {
    const parts = name.split(' ');
    const word = parts[words.length];
    if (word === undefined || parts.slice(0, words.length).join(' ') !== words.join(' ')) continue;
    // A group's own summary is that of the command of its name.
    if (!next.has(word)) next.set(word, summary);
  }
  if (words.length === 0) for (const name of others) next.set(name, '');
  return [...next].map(([value, says]) => ({ value, says }));
}

/** Keys of inputs whose values are a path. */
const PATHS = ['files', 'file', 'folder', 'catalogue', 'holdings', 'facts', 'tickers'];
/** Keys whose values are ids of series. */
const SERIES = ['id', 'ids', 'a', 'b', 'against'];
/** Keys whose values are expressions. */
const EXPRESSIONS = ['when', 'then', 'text'];

async function valuesOf(field: Field, asked: Asked): Promise<Candidate[]> {
  const { key, choices } = field;
  if (choices) return choices.map((value) => ({ value }));
  if (PATHS.includes(key)) return [FILES];
  if (SERIES.includes(key)) return seriesIds(asked);
  if (EXPRESSIONS.includes(key)) return inExpression(asked);
  if (key === 'pack') return [...(await packsOf(asked)).map(({ pack, title }) => ({ value: pack, says: title })), FILES];
  if (key === 'claim') return claimsOf(asked);
  if (key === 'name') return (await functionsOf(asked)).map(({ name, doc }) => ({ value: name, says: doc }));
  if (key === 'topic') return topicsOf(asked);
  return [];
}

const openContext = ({ terminal }: Asked, choice: DataChoice): Promise<Context> =>
  terminal.openContext(choice, { onProgress: () => {}, signal: undefined, confirm: async () => false });

/** The result of another operation, where there is such a one. */
async function resultOf<R>(name: string, input: unknown, asked: Asked): Promise<R | undefined> {
  const operation = operations.find((candidate) => candidate.name === name);
  return (await operation?.run(input, await openContext(asked, 'none')))?.result as R | undefined;
}

async function seriesIds(asked: Asked): Promise<Candidate[]> {
  const { data } = asked.given;
  const { series } = await openContext(asked, data === undefined ? 'default' : { folder: data });
  return (await series.ids()).map((value) => ({ value }));
}

const packsOf = async (asked: Asked): Promise<PacksResult['packs']> => (await resultOf<PacksResult>('packs', {}, asked))?.packs ?? [];

const functionsOf = async (asked: Asked): Promise<LanguageResult['functions']> =>
  (await resultOf<LanguageResult>('language', {}, asked))?.functions ?? [];

/** The claims of the pack that the line names, or of the one that is taken without a name. */
async function claimsOf(asked: Asked): Promise<Candidate[]> {
  const packs = await packsOf(asked);
  const pack = packs.find(({ pack: name }) => name === asked.given.pack) ?? packs[0];
  return (pack?.claims ?? []).map(({ id, statement }) => ({ value: id, says: statement }));
}

async function topicsOf(asked: Asked): Promise<Candidate[]> {
  const { topics = [] } = (await resultOf<ExplainResult>('explain', { topic: [] }, asked)) ?? {};
  return topics.map(({ id, line }) => ({ value: id.split('/').at(-1) as string, says: line }));
}

/** The name that is being typed at the end of an expression: a function, or a series. */
async function inExpression(asked: Asked): Promise<Candidate[]> {
  const name = /[A-Za-z_][\w.]*$/.exec(asked.current)?.[0] ?? '';
  const head = asked.current.slice(0, asked.current.length - name.length);
  const [functions, series] = [await functionsOf(asked), await seriesIds(asked)];
  return [
    ...functions.map((one) => ({ value: `${head}${one.name}(`, says: one.doc })),
    ...series.map(({ value }) => ({ value: head + value })),
  ];
}
