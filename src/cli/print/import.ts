import { formatCount, formatDate, formatNumber } from '../../contract/format.ts';
import type { ImportedFile, ImportedSeries, ImportResult } from '../../contract/import.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** What became of each file, and how it was read. */
export function printImport({ store, files }: ImportResult, look: Look): string {
  const parts = (['stored', 'unchanged', 'proposed', 'refused'] as const).flatMap((kind) => {
    const count = files.filter(({ outcome }) => outcome === kind).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  });
  const isStored = files.some(({ outcome }) => outcome === 'stored' || outcome === 'unchanged');
  return `${[
    ...files.map((file) => printFile(file, look)),
    `${formatCount(files.length, 'file')}: ${parts.join(', ')}; ${isStored ? `kept in ${store}` : 'nothing was stored'}${files.some(({ outcome }) => outcome === 'proposed') ? '; without --dry-run and with --yes it is' : ''}`,
  ].join('\n\n')}\n`;
}

function printFile({ file, outcome, mapping, evidence, isKnown, columns, preview, series, problem }: ImportedFile, look: Look): string {
  return [
    styled(`${file}: ${outcome}${isKnown ? ', read as files of this kind were before' : ''}`, 'bold', look),
    ...(problem === null ? [] : [wrap(problem, { indent: 2 })]),
    ...mapping.map((line) => wrap(line, { indent: 2, hanging: 4 })),
    ...(outcome === 'stored' || outcome === 'unchanged' || isKnown
      ? []
      : evidence.map((line) => styled(wrap(line, { indent: 4, hanging: 6 }), 'dim', look))),
    ...(preview.length === 0 || outcome === 'unchanged'
      ? []
      : [table([['  ', ...columns], ...preview.map(({ place, read }) => [`  ${place}`, ...read])])]),
    ...series.flatMap((one) => [`  ${seriesLine(one, outcome)}`, ...one.notes.map((note) => wrap(note, { indent: 4, hanging: 6 }))]),
  ].join('\n');
}

function seriesLine(
  { id, column, rows, from, to, added, revised, calendar, agreement }: ImportedSeries,
  outcome: ImportedFile['outcome'],
): string {
  const changes = outcome === 'proposed' ? '' : `, ${formatNumber(added)} new, ${formatNumber(revised)} revised`;
  const other =
    agreement === null
      ? ''
      : `; another source has ${formatCount(agreement.compared, 'of these dates', 'of these dates')}, which stay as they are${agreement.beyond > 0 ? ` (${agreement.beyond} differ)` : ''}`;
  return `${id} (${column}): ${formatCount(rows, 'row')}, ${formatDate(from)} to ${formatDate(to)}${changes}; ${calendar}${other}`;
}
