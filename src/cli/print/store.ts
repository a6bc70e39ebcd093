import { formatCount, formatDate, formatInstant, formatNumber, formatP } from '../../contract/format.ts';
import type { MoveResult, RunsResult, StoreResult, WrittenResult } from '../../contract/store.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** The store: its size, and the last attempts to feed it. */
export function printStore({ place, schemaVersion, series, rows, pulls, runs, ledger, bytes, lastPulls }: StoreResult, look: Look): string {
  const rowsOf = lastPulls.map(({ at, series: id, outcome, added, revised, source, notes }) => [
    formatInstant(at),
    id,
    outcome,
    formatNumber(added),
    formatNumber(revised),
    outcome === 'failed' ? `${source}: ${notes[0] ?? ''}` : source,
  ]);
  return `${[
    styled(place, 'bold', look),
    `${formatCount(series, 'series', 'series')}, ${formatCount(rows, 'row')}, ${formatCount(pulls, 'pull')}, ${formatCount(runs, 'run')}, ${formatCount(ledger, 'ledger entry', 'ledger entries')}; ${formatNumber(bytes / 1e6, 1)} MB; schema ${schemaVersion}`,
    ...(rowsOf.length > 0 ? ['', table([['at', 'series', 'outcome', 'new', 'revised', 'source'], ...rowsOf], [3, 4])] : []),
  ].join('\n')}\n`;
}

/** The last runs, with their verdicts. */
export function printRuns({ runs }: RunsResult, look: Look): string {
  if (runs.length === 0) return 'No run is kept yet: each check and study that reads the store is.\n';
  return `${runs
    .flatMap(({ id, at, operation, input, asOf, dataHash, verdicts }) => [
      styled(`${id.slice(0, 8)}  ${formatInstant(at)}  ${operation}${asOf === null ? '' : `, as of ${formatDate(asOf)}`}`, 'bold', look),
      wrap(`${JSON.stringify(input)}; data ${dataHash.slice(0, 12)}`, { indent: 2 }),
      table(verdicts.map(({ pack, claim, verdict, p }) => [`  ${pack}`, claim, verdict, p === null ? '' : formatP(p)])),
    ])
    .join('\n')}\n`;
}

/** What was written. */
export function printWritten({ written, note }: WrittenResult): string {
  return `${[...written.map((file) => `Written: ${file}`), note].join('\n')}\n`;
}

/** What was copied to another place, table by table. */
export function printMove({ from, to, tables, note }: MoveResult, look: Look): string {
  const rows = tables.filter((one) => one.rows > 0).map((one) => [one.table, formatNumber(one.rows), one.sha256.slice(0, 16)]);
  return `${[styled(`${from} to ${to}`, 'bold', look), table([['table', 'rows', 'SHA-256'], ...rows], [1]), note].join('\n')}\n`;
}
