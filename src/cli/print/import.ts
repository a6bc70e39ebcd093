import { formatCount, formatDate, formatNumber } from '../../contract/format.ts';
import type { ImportedFile, ImportedSeries, ImportResult } from '../../contract/import.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** What became of each file, and how it was read. */
export function printImport({ store, files }: ImportResult, look: Look): string {
  const stored = files.filter(({ outcome }) => outcome === 'stored').length;
  const refused = files.filter(({ outcome }) => outcome === 'refused').length;
  return `${[
    ...files.map((file) => printFile(file, look)),
    `${formatCount(files.length, 'file')}${stored > 0 ? `, ${stored} stored` : ''}${refused > 0 ? `, ${refused} refused` : ''}; kept in ${store}`,
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
    ...series.flatMap((one) => [`  ${seriesLine(one)}`, ...one.notes.map((note) => wrap(note, { indent: 4, hanging: 6 }))]),
  ].join('\n');
}

function seriesLine({ id, column, rows, from, to, added, revised, calendar, agreement }: ImportedSeries): string {
  const changes = `${formatNumber(added)} new, ${formatNumber(revised)} revised`;
  const other =
    agreement === null
      ? ''
      : `; another source has ${formatCount(agreement.compared, 'of these dates', 'of these dates')}, which stay as they are${agreement.beyond > 0 ? ` (${agreement.beyond} differ)` : ''}`;
  return `${id} (${column}): ${formatCount(rows, 'row')}, ${formatDate(from)} to ${formatDate(to)}, ${changes}; ${calendar}${other}`;
}
