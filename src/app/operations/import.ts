import { type ImportedFile, type ImportedSeries, ImportInput, type ImportResult } from '../../contract/import.ts';
import { inferCalendar } from '../../core/calendar/calendars.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { ReadColumn } from '../../providers/file-port.ts';
import { ProviderError } from '../../providers/provider.ts';
import { type Store, StoreError } from '../../store/store.ts';
import { CallerError, type Context } from '../context.ts';
import { type ImportPlan, planImport, savedForm, shippedCatalogue } from '../import/plan.ts';
import { type Prepared, prepareColumn } from '../import/store-columns.ts';

const FEW = 10;

/** Takes series from files into the store: proposes how each is read, and stores what was confirmed. */
export async function importFiles(given: unknown, context: Context): Promise<ImportResult> {
  const input = ImportInput.parse(given);
  if (input.as !== undefined && input.files.length > 1)
    throw new CallerError(`--as ${input.as} names one series, were ${input.files.length} files`);
  const store = input.dryRun ? await existingStore(context) : await context.data.openStore({ create: true });
  const files: ImportedFile[] = [];
  // Where the user is asked, nothing else may write; a few files are done before one could look.
  const tell = (input.yes || input.dryRun) && input.files.length > FEW ? context.onProgress : () => {};
  tell({ kind: 'begin', total: input.files.length });
  for (const path of input.files) {
    context.signal?.throwIfAborted();
    tell({ kind: 'series', id: path, provider: 'file', rows: 0 });
    const done = await importFile(path, input, { context, store });
    tell({ kind: 'done', id: path, outcome: done.outcome, line: done.outcome });
    files.push(done);
  }
  return { store: store?.place ?? context.data.storePlace, files };
}

/** The store, for the mappings that it keeps; undefined where there is none. */
async function existingStore({ data }: Context): Promise<Store | undefined> {
  try {
    return await data.openStore({ create: false });
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'missing') return undefined;
    throw error;
  }
}

interface Where {
  readonly context: Context;
  readonly store: Store | undefined;
}

/** One file; what is wrong with it stands in its result, so that the others are not held up. */
async function importFile(path: string, input: ImportInput, { context, store }: Where): Promise<ImportedFile> {
  const { data, today } = context;
  const reader = await data.openFiles();
  let plan: ImportPlan | undefined;
  try {
    const file = await data.readFile(path);
    plan = await planImport(file, input, { reader, store, today });
    const { mapping, questions } = plan.proposal;
    if (mapping === null) return { ...presented(plan), outcome: 'refused', problem: questionsOf(questions) };
    const columns = await reader.read(file, mapping, { today });
    if (input.dryRun || !store)
      return { ...presented(plan), outcome: 'proposed', series: columns.map((column) => foreseen(column, plan as ImportPlan)) };
    if (!(await isConfirmed(plan, input, context)))
      return { ...presented(plan), outcome: 'refused', problem: 'nothing was stored: --yes takes it as shown, and options change it' };
    const to = { store, catalogue: await shippedCatalogue(context), input, file, now: data.now() };
    const prepared: Prepared[] = [];
    for (const column of columns) prepared.push(...(await prepareColumn(plan.ids.get(column.column) as string, column, to)));
    await store.add(...prepared.map(({ addition }) => addition));
    const series = prepared.map(({ result }) => result);
    await store.saveMapping({ signature: plan.signature, mapping: savedForm(plan), savedAt: data.now() });
    const isChanged = series.some(({ added, revised }) => added + revised > 0);
    return { ...presented(plan), outcome: isChanged ? 'stored' : 'unchanged', series };
  } catch (error) {
    const isAboutFile =
      error instanceof ProviderError || (error instanceof RangeError && error.constructor === RangeError) || error instanceof CallerError;
    if (!isAboutFile || input.files.length === 1) throw error;
    return { ...(plan ? presented(plan) : { ...NOTHING, file: path }), outcome: 'refused', problem: (error as Error).message };
  }
}

/** A column as it would be stored, before anything is held against it. */
function foreseen({ column, dates, notes }: ReadColumn, { ids }: ImportPlan): ImportedSeries {
  return {
    ...{ id: ids.get(column) as string, column, rows: dates.length, added: 0, revised: 0, agreement: null, notes: [...notes] },
    from: formatCivilDate(dates[0] as number),
    to: formatCivilDate(dates.at(-1) as number),
    calendar: inferCalendar(dates).calendar,
  };
}

async function isConfirmed(plan: ImportPlan, input: ImportInput, { confirm }: Context): Promise<boolean> {
  if (input.yes || plan.isKnown) return true;
  const { proposal, file, ids } = plan;
  const shown = proposal.preview.map(({ place, read }) => `  ${place}: ${read.join('  ')}`);
  return confirm(
    [`${file.name} as ${[...ids.values()].join(', ')}:`, ...proposal.lines.map((line) => `  ${line}`), ...shown, 'Store it so?'].join('\n'),
  );
}

const questionsOf = (questions: ImportPlan['proposal']['questions']): string =>
  questions
    .map(
      ({ question, flag, choices }) =>
        `${question} Say ${flag} ${choices.map(({ value, meaning }) => `${value} (${meaning})`).join(' or ')}.`,
    )
    .join(' ');

const NOTHING = { mapping: [], evidence: [], isKnown: false, columns: [], preview: [], series: [], problem: null };

function presented({ file, proposal, isKnown }: ImportPlan): Omit<ImportedFile, 'outcome'> {
  return {
    ...{ file: file.name, mapping: [...proposal.lines], evidence: [...proposal.evidence], isKnown, series: [], problem: null },
    columns: [...proposal.columns],
    preview: proposal.preview.map(({ place, cells, read }) => ({ place, cells: [...cells], read: [...read] })),
  };
}
