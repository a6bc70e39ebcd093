import { z } from 'zod';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { descriptionShape, type KnownSeries } from '../../providers/catalogue.ts';
import type { Provider } from '../../providers/provider.ts';
import { CallerError } from '../context.ts';
import { type Locate, readYaml } from '../yaml-file.ts';

/** One place to get a series from: a provider and its address there. */
export interface SourceAddress {
  readonly provider: string;
  readonly address: string;
  /** What its values are multiplied by, to be in the series' unit. */
  readonly scale: number;
}

/** `{ yahoo: ^RUT }`, or with a scale: `{ nyfed: soma bills, scale: 1e-6 }`. */
const source = z.record(z.string(), z.union([z.string(), z.number()])).transform((given, context): SourceAddress => {
  const { scale = 1, ...rest } = given;
  const [first, second] = Object.entries(rest);
  if (first && !second && String(first[1]).trim() !== '' && typeof scale === 'number' && scale > 0)
    return { provider: first[0], address: String(first[1]), scale };
  context.addIssue({ code: 'custom', message: 'expected a provider with its address, such as "yahoo: ^RUT", and perhaps a scale above 0' });
  return z.NEVER;
});

const entry = z.strictObject({
  ...descriptionShape,
  title: z.string(),
  unit: z.string(),
  calendar: descriptionShape.calendar.unwrap(),
  /** What may be done with the figures. */
  licence: z.string(),
  /** Where to get it, the best first. */
  sources: z.array(source).default([]),
  /** Whether the first source's adjusted closes are kept as `ID.adj`. */
  adjusted: z.boolean().default(false),
  /** Relative difference between two sources up to which they agree. */
  tolerance: z.number().min(0).max(1).default(0.005),
  /** How to get it by hand, where no source gives it. */
  byHand: z.string().optional(),
  /** Names under which others keep the same figures in the same unit: a file of that name in a folder of data is read for it. */
  aliases: z.array(z.string()).default([]),
});

/** A catalogue of series as its file has it. */
export const catalogue = z.strictObject({ series: z.record(z.string().regex(/^[A-Za-z_]\w*$/, 'an id is letters, digits and _'), entry) });

/** A series that can be pulled. */
export type CatalogueSeries = z.output<typeof entry> & { readonly id: string };

/** Series by id. */
export type SeriesCatalogue = ReadonlyMap<string, CatalogueSeries>;

/**
 * The catalogues in the order of their files, as one; a later file may describe a series anew.
 *
 * @param providers - Those that there are; undefined where nothing is to be asked of them, and their names may stand as they are.
 * @throws CallerError with file, line and column for what cannot be read, and for a provider that there is not.
 */
export function readCatalogues(
  files: readonly { readonly file: string; readonly text: string }[],
  providers: readonly Provider[] | undefined,
): SeriesCatalogue {
  const names = providers?.map(({ name }) => name);
  const all = new Map<string, CatalogueSeries>();
  for (const { file, text } of files) {
    const { data, locate } = readYaml(file, text, catalogue);
    for (const [id, described] of Object.entries(data.series)) {
      if (names) refuseUnknownProvider(described.sources, names, (i) => locate(['series', id, 'sources', i]));
      refuseNoWay(id, described, locate);
      all.set(id, { id, ...described });
    }
  }
  return all;
}

/**
 * What the catalogues say of each series, for files of the same name: title, unit, calendar, release, cycle, and other names.
 *
 * @throws CallerError as {@link readCatalogues}.
 */
export function readDescriptions(files: readonly { readonly file: string; readonly text: string }[]): ReadonlyMap<string, KnownSeries> {
  const described = files.flatMap(({ file, text }) => Object.entries(readYaml(file, text, catalogue).data.series));
  return new Map(
    described.map(([id, { title, unit, calendar, release, cycle, aliases }]) => [
      id,
      { title, unit, calendar, aliases, ...(release && { release }), ...(cycle && { cycle }) },
    ]),
  );
}

function refuseUnknownProvider(sources: readonly SourceAddress[], names: readonly string[], at: (i: number) => string): void {
  const i = sources.findIndex(({ provider }) => !names.includes(provider));
  if (i < 0) return;
  const { provider } = sources[i] as SourceAddress;
  throw new CallerError(`${at(i)}: no provider "${provider}"${didYouMean(provider, names) || `; there is ${names.join(', ')}`}`);
}

function refuseNoWay(id: string, { sources, byHand }: z.output<typeof entry>, locate: Locate): void {
  if (sources.length > 0 || byHand !== undefined) return;
  throw new CallerError(`${locate(['series', id])}: series.${id} needs sources, or byHand to say how to get it`);
}
