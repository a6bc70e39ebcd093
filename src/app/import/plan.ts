import type { ImportInput } from '../../contract/import.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { CALENDARS, type Description, descriptionSchema } from '../../providers/catalogue.ts';
import type { ColumnMapping, FileReader, MappingProposal, NamedFile } from '../../providers/file-port.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Store } from '../../store/store.ts';
import { CallerError, type Context } from '../context.ts';
import { readCatalogues, type SeriesCatalogue } from '../pull/catalogue.ts';

/** How a file will be read, and as which series. */
export interface ImportPlan {
  readonly file: NamedFile;
  readonly proposal: MappingProposal;
  readonly signature: string;
  /** Whether the mapping was saved before and nothing of it is changed. */
  readonly isKnown: boolean;
  /** Ids by column of values. */
  readonly ids: ReadonlyMap<string, string>;
}

const ID = /^[A-Za-z_]\w*(?:\.adj)?$/;

/** Options that say how a file is read; the others say what becomes of it. */
const READING = [
  ...['as', 'dateColumn', 'valueColumn', 'adjustedColumn', 'dateForm', 'zone', 'decimal', 'thousands', 'drop', 'missing', 'skipRows'],
  ...['delimiter', 'encoding', 'header', 'sheet', 'rows'],
] as const;

/**
 * Proposes how a file is read, from the file itself, from what was saved of its kind, and from the options.
 *
 * @throws ProviderError for what is no table; CallerError for options that do not fit, and for an id that cannot be one.
 */
export async function planImport(
  file: NamedFile,
  input: ImportInput,
  { reader, store, today }: { reader: FileReader; store: Store | undefined; today: number },
): Promise<ImportPlan> {
  const signature = await reader.signature(file, { today });
  const saved = await store?.mapping(signature);
  const given = givenOf(input);
  const proposal = await proposed(file, { reader, today, saved: saved ? mappingOf(saved.mapping) : {}, given });
  const isKnown = saved !== undefined && JSON.stringify(proposal.mapping) === JSON.stringify(mappingOf(saved.mapping));
  return { file, proposal, signature, isKnown, ids: idsOf(file, proposal, saved?.mapping.ids) };
}

/** What of a mapping belongs to a kind of file. How dates and numbers are written each file must show by itself: a header does not tell. */
const OF_ITS_KIND = ['dateColumn', 'valueColumns', 'adjustedColumn'];

interface ProposalRequest {
  readonly reader: FileReader;
  readonly today: number;
  readonly saved: ColumnMapping;
  readonly given: Record<string, unknown>;
}

/** A proposal that takes over the columns of a file of this kind, where this one has them. */
async function proposed(file: NamedFile, { reader, today, saved, given }: ProposalRequest): Promise<MappingProposal> {
  const columns = Object.fromEntries(Object.entries(saved).filter(([key]) => OF_ITS_KIND.includes(key)));
  if (Object.keys(columns).length === 0) return reader.propose(file, { today, saved: {}, given });
  try {
    return await reader.propose(file, { today, saved: columns, given });
  } catch (error) {
    if (error instanceof RangeError || error instanceof ProviderError) return reader.propose(file, { today, saved: {}, given });
    throw error;
  }
}

/** What is saved: the mapping, and the ids of its columns. */
export const savedForm = ({ proposal, ids }: ImportPlan): ColumnMapping => ({ mapping: proposal.mapping, ids: Object.fromEntries(ids) });

const mappingOf = ({ mapping }: ColumnMapping): ColumnMapping => mapping as ColumnMapping;

function givenOf(input: ImportInput): Record<string, unknown> {
  const pairs = READING.map((key) => [key, input[key]] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));
}

function idsOf({ name }: NamedFile, { valueColumns }: MappingProposal, saved: unknown): Map<string, string> {
  const before = (saved ?? {}) as Readonly<Record<string, string>>;
  const stem = name.replace(/\.[^.]*$/, '');
  const ids = valueColumns.map(({ column, id }) => {
    // One column is named by its file: the ids of an earlier file of this kind were that file's own.
    const found = id ?? (valueColumns.length === 1 ? stem : before[column]);
    if (found === undefined) throw new CallerError(`${name}: name the series of column ${column}: --value-column '${column}=ID'`);
    if (!ID.test(found)) throw new CallerError(`${name}: an id must be letters, digits and _, was ${found}: give one by --as ID`);
    return [column, found] as const;
  });
  const twice = ids.find(([, id], i) => ids.findIndex(([, other]) => other === id) !== i);
  if (twice) throw new CallerError(`${name}: two columns are to be ${twice[1]}: give each its own id`);
  return new Map(ids);
}

/**
 * Title, unit, calendar and the like of a series: as given, else as the store has it, else as the catalogue that ships says.
 *
 * @throws CallerError for a calendar that there is not.
 */
export async function describe(
  id: string,
  input: ImportInput,
  { store, catalogue }: { store: Store; catalogue: SeriesCatalogue },
): Promise<Description> {
  const base = id.replace(/\.adj$/, '');
  const held = await store.definition(id);
  const known = held ? descriptionSchema.parse(held) : descriptionOf(catalogue, base);
  const isAdjusted = id !== base && !held;
  const { title, unit, calendar } = input;
  if (calendar !== undefined && !CALENDARS.some((name) => name === calendar)) {
    throw new CallerError(`the calendar must be one of ${CALENDARS.join(', ')}, was ${calendar}${didYouMean(calendar, CALENDARS)}`);
  }
  return {
    ...known,
    ...((title ?? known.title) !== undefined && {
      title: isAdjusted ? `${title ?? known.title} (adjusted close)` : (title ?? known.title),
    }),
    ...(unit !== undefined && { unit }),
    ...(calendar !== undefined && { calendar: calendar as (typeof CALENDARS)[number] }),
  };
}

function descriptionOf(catalogue: SeriesCatalogue, id: string): Description {
  const found = catalogue.get(id);
  if (!found) return {};
  const { title, unit, calendar, release, cycle, note } = found;
  return { title, unit, calendar, ...(release && { release }), ...(cycle && { cycle }), ...(note !== undefined && { note }) };
}

/** The catalogue that ships, for what it says of series that are imported by hand. */
export async function shippedCatalogue({ data }: Context): Promise<SeriesCatalogue> {
  const { providers } = await data.openNetwork();
  return readCatalogues(await data.readCatalogueFiles(undefined), providers);
}
