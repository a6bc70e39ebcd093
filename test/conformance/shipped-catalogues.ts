import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../catalogue');

/** The files of the catalogue that ships. */
export const shippedCatalogues = () =>
  globSync('*.yaml', { cwd: folder }).map((file) => ({ file: `catalogue/${file}`, text: readFileSync(join(folder, file), 'utf8') }));
