import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { definitionOf } from '../../../src/app/pull/addition.ts';
import { readCatalogues } from '../../../src/app/pull/catalogue.ts';
import { descriptionSchema } from '../../../src/providers/catalogue.ts';
import type { Provider } from '../../../src/providers/provider.ts';

const root = new URL('../../../', import.meta.url);
const folder = new URL('catalogue/', root);
const files = readdirSync(folder).map((file) => ({ file: `catalogue/${file}`, text: readFileSync(new URL(file, folder), 'utf8') }));

/** Every provider that there is, by the folders. */
async function allProviders(): Promise<Provider[]> {
  const names = readdirSync(new URL('src/providers/', root), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'file',
  );
  const modules = await Promise.all(names.map(({ name }) => import(new URL(`src/providers/${name}/provider.ts`, root).href)));
  return modules.flatMap((module) =>
    Object.values(module).filter((value): value is Provider => typeof value === 'object' && value !== null && 'terms' in value),
  );
}

describe('the catalogue that ships', async () => {
  const providers = await allProviders();
  const catalogue = readCatalogues(files, providers);

  it('has every series that the shipped packs name, or says how to get it', () => {
    for (const pack of readdirSync(new URL('claims/', root))) {
      const { series } = parse(readFileSync(new URL(`claims/${pack}`, root), 'utf8'));
      expect(Object.keys(series).filter((id) => !catalogue.has(id))).toEqual([]);
    }
  });

  it('describes each series once, and only of providers that the program knows', () => {
    const described = files.flatMap(({ text }) => Object.keys(parse(text).series));
    expect(described.length).toBe(new Set(described).size);
    const main = readFileSync(new URL('src/world/network.ts', root), 'utf8');
    for (const { name } of providers) expect(main).toContain(`./providers/${name}/provider.ts`);
  });

  it('is written as the store keeps it, and read back the same', () => {
    for (const one of catalogue.values()) {
      const [source] = one.sources;
      if (!source) continue;
      const kept = descriptionSchema.parse(JSON.parse(JSON.stringify(definitionOf(one, one.id, { source, title: 'A source' }))));
      const { title, unit, calendar, release, cycle, note } = one;
      expect(kept).toEqual({ title, unit, calendar, release, cycle, note, source: `A source, ${source.address}. ${one.licence}` });
    }
  });

  it('names addresses in the forms that its providers declare', () => {
    for (const { id, sources } of catalogue.values()) {
      for (const { provider, address } of sources) {
        const { terms } = providers.find(({ name }) => name === provider) as Provider;
        const words = address.split(' ').length;
        expect({
          id,
          address,
          fits: terms.addresses.some(({ form, example }) => form.split(' ').length === words || example.split(' ').length === words),
        }).toEqual({
          id,
          address,
          fits: true,
        });
      }
    }
  });
});
