import { formatNumber, formatProbability } from '../../../src/contract/format.ts';
import { formatStatistic } from '../../../src/contract/measures.ts';
import type { ScanRow, TriggerScanResult } from '../../../src/contract/scan.ts';
import { Button } from '../../parts/button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { ExpressionText } from '../../parts/expression-text.tsx';
import { Section } from '../../parts/section.tsx';
import { fill, useWords } from '../../words/words.ts';
import { SCAN_ANSWER, type ScanAnswerWords } from './answer-words.ts';
import { groupRows, neededStatistic, type RowGroup } from './row-groups.ts';
import { StudyLink } from './study-link.tsx';

interface BestTableProps {
  readonly result: TriggerScanResult;
  /** The group that is open. */
  readonly group: number | undefined;
  readonly onGroup: (group: number | undefined) => void;
}

/** The best combinations, near-identical triggers as one row that opens. */
export function BestTable({ result, group, onGroup }: BestTableProps) {
  const words = useWords(SCAN_ANSWER);
  const { rows, counts, direction } = result;
  const groups = groupRows(rows);
  const alone = (row: ScanRow): RowGroup => ({ group: row.group, best: row, others: [] });
  return (
    <Section id="best" title={words.best} hint={fill(words.bestHelp, { n: formatNumber(counts.tested) })}>
      <DataTable
        title={words.best}
        columns={columnsOf(words, result, { open: group, onGroup })}
        rows={groups}
        rowKey={(row) => String(row.group)}
        below={(row) => (row.group === group && row.others.length > 0 ? <Others rows={row.others} direction={direction} /> : null)}
        exportName="harbinger-scan"
        exportRows={rows.map(alone)}
      />
      <HowToRead />
    </Section>
  );
}

interface Opening {
  readonly open: number | undefined;
  readonly onGroup: (group: number | undefined) => void;
}

const AFTER = { return: 'afterReturn', 'log difference': 'afterLog', hit: 'afterHit', days: 'afterDays' } as const;

/** A number of a row: its name, its head, its value (null where there is none), and how it is written. */
type RowFigure = readonly [id: string, header: string, value: (row: ScanRow) => number | null, show: (value: number) => string];

function figuresOf(words: ScanAnswerWords, result: TriggerScanResult): readonly RowFigure[] {
  const statistic = (value: number) => formatStatistic(value, result.measure);
  const count = (value: number) => formatNumber(value);
  return [
    ['z', words.z, ({ z }) => z, (z) => formatNumber(z, 2)],
    ['p', words.p, ({ p }) => p, formatProbability],
    ['events', words.events, ({ events }) => events, count],
    ['clusters', words.clusters, ({ clusters }) => clusters, count],
    ['after', words[AFTER[result.measure]], ({ observed }) => observed, statistic],
    ['base', words.ofAll, ({ base }) => base, statistic],
    ['shrunken', words.shrunken, ({ base, shrunken }) => base + shrunken, statistic],
    ['bh', words.bh, ({ benjaminiHochberg }) => benjaminiHochberg, formatProbability],
    ['needed', words.needed, (row) => neededStatistic(row, result), statistic],
  ];
}

function columnsOf(words: ScanAnswerWords, result: TriggerScanResult, opening: Opening): readonly Column<RowGroup>[] {
  return [
    {
      id: 'trigger',
      header: words.trigger,
      value: ({ best }) => best.trigger,
      cell: (row) => <TriggerCell row={row} direction={result.direction} {...opening} />,
      align: 'text',
    },
    { id: 'market', header: words.market, value: ({ best }) => best.target },
    { id: 'horizon', header: words.horizon, value: ({ best }) => best.horizon },
    { id: 'adjusted', header: words.adjusted, value: ({ best }) => best.adjusted, cell: ({ best }) => <Adjusted row={best} /> },
    ...figuresOf(words, result).map(
      ([id, header, value, show]): Column<RowGroup> => ({
        ...{ id, header },
        value: ({ best }) => value(best),
        cell: ({ best }) => {
          const figure = value(best);
          return figure === null ? words.neededNone : show(figure);
        },
      }),
    ),
  ];
}

function TriggerCell({ row: { group, best, others }, direction, open, onGroup }: Opening & { row: RowGroup; direction: 'up' | 'down' }) {
  const words = useWords(SCAN_ANSWER);
  const isOpen = open === group;
  const n = formatNumber(others.length);
  return (
    <div className="w-36 sm:w-56 print:w-auto">
      <StudyLink of={best} direction={direction} title={words.openStudy} className="underline">
        <code className="text-[12px] wrap-anywhere sm:text-[13px]">
          <ExpressionText text={best.trigger} />
        </code>
      </StudyLink>
      {best.title !== null && (
        <span lang="en" className="mt-0.5 block text-[13px] text-muted">
          {best.title}
        </span>
      )}
      {others.length > 0 && (
        <Button
          look="small"
          aria-expanded={isOpen}
          onClick={() => onGroup(isOpen ? undefined : group)}
          className="no-print mt-1 text-left whitespace-normal"
        >
          {isOpen ? fill(words.fewer, { n }) : fill(others.length === 1 ? words.more1 : words.more, { n })}
        </Button>
      )}
    </div>
  );
}

/** Stands out only where the whole scan says so. */
function Adjusted({ row: { adjusted, survives } }: { readonly row: Pick<ScanRow, 'adjusted' | 'survives'> }) {
  const words = useWords(SCAN_ANSWER);
  if (!survives) return formatProbability(adjusted);
  return (
    <strong className="font-semibold">
      {formatProbability(adjusted)}
      <span className="block text-[13px]">{words.standsOut}</span>
    </strong>
  );
}

/** The other rows of a group. */
function Others({ rows, direction }: { readonly rows: readonly ScanRow[]; readonly direction: 'up' | 'down' }) {
  const words = useWords(SCAN_ANSWER);
  return (
    <div className="rounded bg-wash px-4 py-3">
      <p className="text-[13px] text-muted">{words.sameEvents}</p>
      <ul className="mt-1 grid gap-1.5">
        {rows.map((row) => (
          <li key={`${row.trigger} ${row.outcome}`} className="text-[14px] leading-6">
            <StudyLink of={row} direction={direction} className="underline">
              <code className="text-[13px] break-words">{row.trigger}</code> → {row.target} {row.horizon}
            </StudyLink>{' '}
            <span className="text-muted">
              {fill(words.ofEvents, { n: formatNumber(row.events), k: formatNumber(row.clusters) })} · z {formatNumber(row.z, 2)} · p{' '}
              {formatProbability(row.p)} · {fill(words.adjustedP, { p: formatProbability(row.adjusted) })}
              {row.survives && ` · ${words.standsOut}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function HowToRead() {
  const words = useWords(SCAN_ANSWER);
  const entries = [
    [words.adjusted, words.readAdjusted],
    [words.z, words.readZ],
    [words.p, words.readP],
    [words.ofAll, words.readAfter],
    [words.shrunken, words.readShrunken],
    [words.bh, words.readBh],
    [words.needed, words.readNeeded],
  ] as const;
  return (
    <details className="mt-3">
      <summary className="min-h-8 text-[14px] text-muted underline hover:text-ink">{words.readHow}</summary>
      <dl className="mt-1 grid max-w-[80ch] gap-x-4 gap-y-2 text-[14px] sm:grid-cols-[max-content_minmax(0,1fr)]">
        {entries.map(([name, text]) => (
          <div key={name} className="sm:contents">
            <dt className="font-semibold">{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
