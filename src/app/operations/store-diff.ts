import { capitalise, formatCount, formatNumber } from '../../contract/format.ts';
import { DiffInput, type DiffResult, RunInput, type RunResult } from '../../contract/store.ts';
import type { RunRecord, Store } from '../../store/store.ts';
import { CallerError, type Context } from '../context.ts';
import { causesOf, inputText } from '../diff/causes.ts';
import { labelOf } from '../diff/label.ts';
import { changedNumbers, numbersOf } from '../diff/numbers.ts';
import { presentRun } from '../present/run.ts';
import { existing } from './store.ts';

const MOST_NUMBERS = 500;

/** One run that the store keeps, with its whole result. */
export async function showRun(given: unknown, context: Context): Promise<RunResult> {
  const { id } = RunInput.parse(given);
  const run = await findRun(await existing(context), id, context);
  return { ...presentRun(run), result: run.result };
}

/** What changed between two runs of one operation, in verdicts and numbers, and what could have moved them. */
export async function diffRuns(given: unknown, context: Context): Promise<DiffResult> {
  const asked = DiffInput.parse(given);
  const store = await existing(context);
  const [first, second] = await pairOf(store, asked, context);
  if (first.id === second.id) throw new CallerError(`both are the run ${first.id}: name two`);
  if (first.operation !== second.operation)
    throw new CallerError(
      `two runs of one operation can be compared; ${short(first)} is a ${first.operation}, ${short(second)} a ${second.operation}`,
    );
  const [before, after] = [presentRun(first), presentRun(second)];
  const numbers = { before: numbersOf(first.result), after: numbersOf(second.result) };
  const { changed, compared } = changedNumbers(numbers.before, numbers.after);
  const causes = causesOf(before, after, numbers);
  const verdicts = verdictsOf(before, after);
  return {
    ...{ before, after, causes, verdicts, compared },
    numbers: changed.slice(0, MOST_NUMBERS).map((number) => ({ ...number, label: labelOf(number.path) })),
    differing: changed.length,
    sentence: sentenceOf({ causes, verdicts, compared, differing: changed.length }),
  };
}

/** The two runs that are asked for; where one is not named, the newest of the same question. */
async function pairOf(store: Store, { before, after }: DiffInput, context: Context): Promise<[RunRecord, RunRecord]> {
  if (before !== undefined && after !== undefined) return [await findRun(store, before, context), await findRun(store, after, context)];
  const runs = await store.runs({ isBrief: true });
  const named = before ?? after;
  const one = named === undefined ? undefined : await findRun(store, named, context);
  const isAgain = (a: RunRecord, b: RunRecord) => a.id !== b.id && a.operation === b.operation && inputText(a.input) === inputText(b.input);
  const latest = one ?? runs.find((run, i) => runs.slice(i + 1).some((earlier) => isAgain(run, earlier)));
  const other = latest && (one ? runs : runs.slice(runs.indexOf(latest) + 1)).find((run) => isAgain(run, latest));
  if (!latest || !other) {
    const which = one ? `${short(one)} is the only run of its question` : 'the store keeps no two runs of one question';
    throw new CallerError(`${which}; name two, of those that \`${context.program} store runs\` lists`);
  }
  const found = [await findRun(store, other.id, context), await findRun(store, latest.id, context)] as [RunRecord, RunRecord];
  return one && before !== undefined ? [found[1], found[0]] : found;
}

const SHORTEST = 8;
const short = ({ id }: RunRecord): string => id.slice(0, SHORTEST);

/** The run of an id, or of the first letters of it that no other has. */
async function findRun(store: Store, id: string, { program }: Context): Promise<RunRecord> {
  const found = (await store.runs({ id, isBrief: true })).map((run) => run.id);
  if (found.length === 0) throw new CallerError(`no run "${id}" in the store; \`${program} store runs\` lists them`);
  const whole = found.includes(id) ? id : (found[0] as string);
  if (whole !== id && found.length > 1)
    throw new CallerError(`"${id}" begins ${formatCount(found.length, 'run')}, such as ${found.slice(0, 3).join(', ')}: give more letters`);
  const run = (await store.runs({ id: whole })).find((candidate) => candidate.id === whole);
  if (!run) throw new Error(`run ${whole} is not in the store any more`);
  return run;
}

function verdictsOf(before: DiffResult['before'], after: DiffResult['after']): DiffResult['verdicts'] {
  const keys = new Map([...before.verdicts, ...after.verdicts].map(({ pack, claim }) => [`${pack} ${claim}`, { pack, claim }]));
  return Array.from(keys.values(), ({ pack, claim }) => {
    const of = ({ verdicts }: DiffResult['before']) => {
      const found = verdicts.find((other) => other.pack === pack && other.claim === claim);
      return found ? { verdict: found.verdict, p: found.p } : null;
    };
    const [then, now] = [of(before), of(after)];
    return { pack, claim, before: then, after: now, changed: then?.verdict !== now?.verdict };
  });
}

const CAUSE_WORDS: Readonly<Record<DiffResult['causes'][number]['cause'], string>> = {
  input: 'the question',
  'as of': 'its date',
  data: 'the data',
  version: 'the program',
  'other studies': 'the number of other studies seen',
};

function sentenceOf({ causes, verdicts, compared, differing }: Pick<DiffResult, 'causes' | 'verdicts' | 'compared' | 'differing'>): string {
  const changed = verdicts.filter((verdict) => verdict.changed).length;
  const words = causes.map(({ cause }) => CAUSE_WORDS[cause]);
  const list = words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  const what = `${changed === 0 ? 'No verdict' : `${formatNumber(changed)} of ${formatCount(verdicts.length, 'verdict')}`} changed, and ${differing === 0 ? 'no' : formatNumber(differing)} of ${formatCount(compared, 'number')}.`;
  if (causes.length > 0) return `${what} ${capitalise(list)} ${words.length === 1 ? 'is' : 'are'} not the same.`;
  return differing === 0 && changed === 0
    ? `${what} The question, its date, the data and the program are the same.`
    : `${what} Yet the question, its date, the data and the program are the same: that must not be, please report it.`;
}
