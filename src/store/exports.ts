import { type SeriesHead, StoreError } from './store.ts';

const SAFE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
/** What a catalogue may say of a series; a definition may hold more. */
const DESCRIBED = ['title', 'unit', 'calendar', 'release', 'source', 'cycle', 'note'];

/**
 * Names of the files of an export, one for each id.
 *
 * @throws StoreError `refused` for an id that is no safe file name, or two ids that are one where case does not count.
 */
export function fileNames(ids: readonly string[], extension: string): readonly string[] {
  const seen = new Map<string, string>();
  return ids.map((id) => {
    if (!SAFE.test(id))
      throw new StoreError(
        'refused',
        `${JSON.stringify(id)} cannot be a file's name (letters, digits, . _ - only): export the others by id`,
      );
    const twin = seen.get(id.toLowerCase());
    if (twin !== undefined)
      throw new StoreError('refused', `${twin} and ${id} would be one file where case does not count: export them one at a time`);
    seen.set(id.toLowerCase(), id);
    return `${id}.${extension}`;
  });
}

/** The catalogue of an export, which `--data FOLDER` reads: what is known of each series beside its figures. */
export function catalogueOf(heads: readonly SeriesHead[]): Readonly<Record<string, unknown>> {
  return {
    description: 'Series exported from a store of Harbinger',
    series: Object.fromEntries(
      heads.map(({ id, definition, sources }) => {
        const entries = DESCRIBED.flatMap((key) => (definition[key] === undefined ? [] : [[key, definition[key]]]));
        const source = definition.source === undefined && sources.length > 0 ? [['source', sources.join(', ')]] : [];
        return [id, Object.fromEntries([...entries, ...source])];
      }),
    ),
  };
}
