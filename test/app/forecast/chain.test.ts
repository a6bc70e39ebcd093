import { describe, expect, it } from 'vitest';
import { chained, type EntryBody, readLines, readRows } from '../../../src/app/forecast/chain.ts';
import { GENESIS, type LedgerRow, ledgerLine } from '../../../src/store/ledger.ts';

const HASH = 'ab'.repeat(32);
const AT = Date.parse('2024-02-01T09:00:00Z');

const forecast = (eventDate: string, given: Partial<EntryBody> = {}): EntryBody =>
  ({
    ...{ kind: 'forecast', pack: 'made-up', claim: 'first', outcome: 'return(BTC, 90d)', eventDate, by: 'Jürgen “the column” 🐻' },
    ...{ trigger: 'new_high(RUT, lookback: 26)', target: 'BTC', outcomeKind: 'return', direction: 'up', probability: 0.1 + 0.2 },
    ...{ interval: { level: 0.8, low: 0.2, high: 0.45 }, baseRate: 1 / 3, pseudoEvents: 10, clusters: 4, hits: 1.5 },
    ...{ knownAt: '2024-01-26T21:00:00.000Z', entryDate: '2024-01-27', dueDate: '2024-04-26', daysOver: 5, days: 90 },
    ...{ asOf: '2024-02-01', dataTo: '2024-01-31', dataHash: HASH, packHash: HASH, version: '0.1.0', ...given },
  }) as EntryBody;

const score = (of: LedgerRow): EntryBody => ({
  ...{ kind: 'score', forecast: of.sequence, forecastHash: of.hash, value: -0.05, wentAsClaimed: false, settledOn: '2024-04-26' },
  ...{ own: { brier: 0.09, log: 0.36 }, baseRate: { brier: 0.11, log: 0.4 }, even: { brier: 0.25, log: Math.LN2 } },
  ...{ asOf: '2024-05-01', dataHash: HASH, version: '0.1.0' },
});

/** Two forecasts of one sealing, a third a month later, and a score. */
function smallChain(): readonly LedgerRow[] {
  const first = chained([forecast('2024-01-26'), forecast('2024-01-19')], { entries: 0, hash: GENESIS }, AT);
  const second = chained([forecast('2024-02-23')], { entries: 2, hash: first[1]?.hash as string }, AT + 30 * 86_400_000);
  const head = { entries: 3, hash: second[0]?.hash as string };
  return [...first, ...second, ...chained([score(first[0] as LedgerRow)], head, AT + 90 * 86_400_000)];
}

const rows = smallChain();
const bytesOf = (given: readonly LedgerRow[]) => new TextEncoder().encode(given.map((row) => `${ledgerLine(row)}\n`).join(''));

describe('a chain', () => {
  it('comes back as it was sealed, numbers to the last bit', () => {
    for (const chain of [readRows(rows), readLines(bytesOf(rows))]) {
      expect(chain).toMatchObject({ fault: null, head: { entries: 4, hash: rows[3]?.hash } });
      expect(chain.entries[0]).toMatchObject({ probability: 0.1 + 0.2, baseRate: 1 / 3, by: 'Jürgen “the column” 🐻', sequence: 1 });
    }
    expect(readLines(new Uint8Array(0))).toMatchObject({ fault: null, head: { entries: 0, hash: GENESIS } });
  });

  it('as a file betrays every byte that is flipped, whichever bit, at its line', () => {
    const bytes = bytesOf(rows);
    let line = 1;
    for (let at = 0; at < bytes.length; at++) {
      const original = bytes[at] as number;
      // One bit of each byte, another one from byte to byte, and all of them.
      for (const flip of [1 << (at % 8), 0xff]) {
        bytes[at] = original ^ flip;
        const { fault } = readLines(bytes);
        if (fault === null || ![`line ${line}`, `line ${line + 1}`].includes(fault.at))
          throw new Error(`byte ${at} flipped by ${flip}: ${JSON.stringify(fault)} in place of line ${line}`);
      }
      bytes[at] = original;
      if (original === 10) line++;
    }
    expect(line).toBe(5);
    expect(readLines(bytes).fault).toBeNull();
  });

  it('as a file betrays lines left out, doubled, exchanged, added and emptied', () => {
    const lines = rows.map((row) => `${ledgerLine(row)}\n`);
    const [a, b, c, d] = lines as [string, string, string, string];
    const cases: readonly [what: string, text: string, at: string, problem: RegExp][] = [
      ['the first left out', b + c + d, 'line 1', /entry 1 is due, and this is entry 2/],
      ['one left out', a + c + d, 'line 2', /entry 2 is due, and this is entry 3/],
      ['one doubled', a + a + b, 'line 2', /entry 2 is due, and this is entry 1/],
      ['two exchanged', b + a + c + d, 'line 1', /entry 1 is due/],
      ['an empty line', `${a}\n${b}`, 'line 2', /an empty line/],
      ['an empty line at the end', `${a}${b}\n`, 'line 3', /an empty line/],
      ['no JSON', `${a}{"entry":{oops},"hash":"${'0'.repeat(64)}"}\n`, 'line 2', /does not have its hash/],
      ['another text', `${a}hello\n`, 'line 2', /no line of a ledger/],
      ['no end of line', a + b.trimEnd(), 'line 2', /end of line/],
      ['blanks', a + b.replace('{"entry":', '{ "entry":'), 'line 2', /no line of a ledger/],
      ['a mark at the beginning', `\ufeff${a}`, 'line 1', /no line of a ledger/],
      ['ends of line of Windows', a.replace('\n', '\r\n') + b, 'line 1', /no line of a ledger/],
    ];
    for (const [what, text, at, problem] of cases)
      expect(readLines(new TextEncoder().encode(text)).fault, what).toEqual({ at, problem: expect.stringMatching(problem) });
    // A tail that was cut off leaves a chain that holds: only a head that was noted tells.
    expect(readLines(bytesOf(rows.slice(0, 3)))).toMatchObject({ fault: null, head: { entries: 3 } });
  });

  it('betrays an entry that was made anew with a hash that fits, and one that is of another kind or form', () => {
    const forged = (texts: readonly string[]): readonly LedgerRow[] => texts.map((text, i) => ({ ...(rows[i] as LedgerRow), text }));
    const [first, second] = rows as [LedgerRow, LedgerRow];
    const anew = chained([forecast('2024-01-26', { probability: 0.9 } as Partial<EntryBody>)], { entries: 0, hash: GENESIS }, AT);
    expect(readRows([...anew, second]).fault).toMatchObject({ at: 'entry 2', problem: expect.stringMatching(/does not follow/) });
    expect(readRows(forged([`${first.text} `])).fault).toMatchObject({ at: 'entry 1' });
    const again = chained([score(first)], { entries: 4, hash: rows[3]?.hash as string }, AT + 91 * 86_400_000);
    expect(readRows([...rows, ...again]).fault).toMatchObject({ at: 'entry 5', problem: 'it scores entry 1 once more' });
    const early = chained([forecast('2024-03-01')], { entries: 4, hash: rows[3]?.hash as string }, AT - 1);
    expect(readRows([...rows, ...early]).fault).toMatchObject({
      at: 'entry 5',
      problem: expect.stringMatching(/before the entry it follows/),
    });
  });

  it('in the store betrays a change of any column of any row', () => {
    const changes: readonly ((row: LedgerRow) => LedgerRow)[] = [
      (row) => ({ ...row, sequence: row.sequence + 1 }),
      (row) => ({ ...row, text: row.text.replace('"version":"0.1.0"', '"version":"0.1.1"') }),
      (row) => ({ ...row, hash: row.hash.replace(/^./, (digit) => (digit === 'a' ? 'b' : 'a')) }),
      (row) => ({ ...row, previous: row.previous.replace(/.$/, (digit) => (digit === '1' ? '2' : '1')) }),
      (row) => ({ ...row, recordedAt: row.recordedAt + 1 }),
    ];
    for (const [i, row] of rows.entries()) {
      for (const change of changes) {
        const { fault } = readRows(rows.with(i, change(row)));
        expect(fault?.at, `${change} of entry ${i + 1}`).toBe(`entry ${i + 1}`);
      }
    }
  });
});
