import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../src/report/csv.ts';
import { checkCsv, studyCsv } from '../../src/report/csv-tables.ts';
import { CHECK, STUDIES } from './fixture.ts';

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const read = (csv: string): string[][] => parse(csv, { relax_column_count: false });
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

describe('a table as CSV', () => {
  test('is read back as it was by another program, whatever stands in its cells', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a,b', '"', 'two\r\nlines', ' padded ', '', '=1+1', '-5', '@x'));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const back = read(csvOf(['first', 'second'], rows)).slice(1);
        expect(back).toEqual(rows.map((row) => row.map((text) => (FORMULA.test(text) ? `'${text}` : text))));
      }),
    );
  });

  test('has no text that a spreadsheet would take for a formula', () => {
    const texts = ['=cmd|"/c calc"!A1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'];
    for (const [text] of read(
      csvOf(
        ['text'],
        texts.map((one) => [one]),
      ),
    ).slice(1))
      expect(text).toMatch(/^'/);
  });

  test('leaves numbers as they are, below zero too, and nothing where there is none', () => {
    expect(csvOf(['n'], [[-0.37], [1e-7], [null], [Number.NaN]])).toBe('n\r\n-0.37\r\n1e-7\r\n\r\n\r\n');
  });

  test('of a pack has each claim with its verdict and the numbers of its study', () => {
    const rows = rowsOf(checkCsv(CHECK));
    expect(rows.map(({ claim, verdict }) => [claim, verdict])).toEqual(CHECK.claims.map(({ id, verdict }) => [id, verdict]));
    const claim = CHECK.claims.find(({ known }) => known.length > 0)!;
    const study = claim.known[claim.primary]!;
    const row = rows.find(({ claim: id }) => id === claim.id)!;
    expect([Number(row.events), Number(row.p)]).toEqual([study.observations, study.headline.p]);
  });

  test('of a study has each instance with its event, entry, exit, outcome and status', () => {
    const study = STUDIES[0]!.toDate;
    const rows = rowsOf(studyCsv(study));
    expect(rows.map(({ event, entry, exit, status }) => [event, entry, exit, status])).toEqual(
      study.instances.map(({ eventDate, entryDate, exitDate, status }) => [eventDate, entryDate ?? '', exitDate ?? '', status]),
    );
    expect(rows.map(({ outcome }) => (outcome === '' ? null : Number(outcome)))).toEqual(study.instances.map(({ outcome }) => outcome));
  });
});
