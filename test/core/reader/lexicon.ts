import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { DateLexicon, NumberLexicon } from '../../../src/contract/lexicon.ts';
import { dateTables } from '../../../src/core/reader/dates/date-tables.ts';
import { numberTables } from '../../../src/core/reader/numbers/number-tables.ts';

const yaml = (name: string): unknown => parse(readFileSync(new URL(`../../../lexicon/${name}.yaml`, import.meta.url), 'utf8'));

/** The languages that the lexicon has. */
export const LANGUAGES = ['en', 'it', 'de', 'es', 'fr', 'pt'] as const;
export type Reading = (typeof LANGUAGES)[number];

/** The files as they ship, checked against their schemas. */
export const numbers = NumberLexicon.parse(yaml('numbers'));
export const dates = DateLexicon.parse(yaml('dates'));

const each = <Table>(make: (language: Reading) => Table) =>
  Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Reading, Table>;

export const NUMBERS = each((language) => numberTables(numbers, language));
export const DATES = each((language) => dateTables(dates, language));
