import { Link } from '@tanstack/react-router';
import type { CheckResult, ClaimResult, SeriesEntry } from '../../../src/contract/claims.ts';
import { formatDate, formatNumber } from '../../../src/contract/format.ts';
import { addressOf } from '../../api/client.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Section } from '../../parts/section.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

/** How sure one can be, in plain words, sentence by sentence. */
export function HowSure({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(CLAIM);
  const sentences = claim.howSure.length > 0 ? claim.howSure : (claim.known[claim.primary]?.howSure ?? []);
  if (sentences.length === 0) return null;
  return (
    <Section id="how-sure" title={words.howSure}>
      <ul lang="en" className="mt-2 max-w-[68ch] list-disc space-y-1.5 pl-5">
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Prose text={sentence} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What was assumed or repaired on the way. */
export function Notes({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(CLAIM);
  const notes = [...new Set(claim.notes)];
  if (notes.length === 0) return null;
  return (
    <Section id="assumed" title={words.assumed}>
      <ul lang="en" className="mt-2 max-w-[80ch] list-disc space-y-1 pl-5 text-[15px]">
        {notes.map((note) => (
          <li key={note}>
            <Prose text={note} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The series that stand in the entry: span, source, age. */
export function SeriesUsed({ claim, series }: { readonly claim: ClaimResult; readonly series: readonly SeriesEntry[] }) {
  const words = useWords(CLAIM);
  const used = seriesNamed(claim, series);
  if (used.length === 0) return null;
  const columns: Column<SeriesEntry>[] = [
    {
      id: 'id',
      header: words.seriesName,
      value: (row) => row.id,
      cell: (row) => (
        <Link to="/series/$id" params={{ id: row.id }} className="underline">
          {row.id}
        </Link>
      ),
    },
    { id: 'title', header: words.name, align: 'text', value: (row) => (row.title === row.id ? '' : row.title) },
    {
      id: 'span',
      header: words.span,
      value: (row) => row.from,
      cell: (row) => (row.from === null ? '–' : `${formatDate(row.from)} – ${formatDate(row.to)}`),
    },
    { id: 'rows', header: words.rows, value: (row) => row.rows, cell: (row) => formatNumber(row.rows) },
    {
      id: 'age',
      header: words.age,
      value: (row) => row.ageDays,
      cell: (row) => (row.ageDays === null ? '–' : fill(words.ageDays, { n: formatNumber(row.ageDays) })),
    },
    { id: 'source', header: words.source, align: 'text', value: (row) => row.source },
  ];
  return (
    <Section id="series" title={words.series}>
      <div lang="en">
        <DataTable title={words.series} columns={columns} rows={used} rowKey={({ id }) => id} />
      </div>
    </Section>
  );
}

/** Series whose id stands as a word in what was asked, found or noted. */
function seriesNamed(claim: ClaimResult, series: readonly SeriesEntry[]): SeriesEntry[] {
  const { known, conditions, relations, facts, notes, why, test, needs, since, figures } = claim;
  const asked = known.flatMap(({ trigger, outcome }) => [trigger, outcome]);
  const told = [
    ...conditions.map(({ expression }) => expression),
    ...relations.map(({ name }) => name),
    ...facts.map(({ value }) => value),
  ];
  const text = [
    ...asked,
    ...told,
    ...notes,
    ...needs,
    ...figures.map(({ note, label }) => `${label} ${note}`),
    why,
    test,
    since?.sentence ?? '',
  ].join(' ');
  const names = new Set(text.match(/[A-Za-z0-9_.]+/g) ?? []);
  return series.filter(({ id, held }) => held && names.has(id));
}

/** The command and the link that reproduce the page, and what tells two answers apart. */
export function Reproduce({ claim, check }: { readonly claim: ClaimResult; readonly check: CheckResult }) {
  const words = useWords(CLAIM);
  const asOf = useAsOf();
  const input = { pack: check.pack, claim: claim.id, asOf };
  return (
    <Section id="reproduce" title={words.reproduce}>
      <dl className="mt-3 grid max-w-[80ch] grid-cols-1 gap-x-6 gap-y-2 text-[14px] sm:grid-cols-[auto_minmax(0,1fr)]">
        <Line name={words.command} text={claim.command} />
        <Line name={words.link} text={pinned(check.asOf)} />
        <dt className="text-muted">{words.data}</dt>
        <dd className="min-w-0">
          {check.dataSource}
          {', '}
          {formatDate(check.asOf)}
          <code className="block text-[13px] break-all text-muted">{check.dataHash}</code>
        </dd>
        <dt className="text-muted">{words.program}</dt>
        <dd>Harbinger {check.version}</dd>
      </dl>
      <p className="no-print mt-4 flex flex-wrap gap-x-6 gap-y-2 text-[15px]">
        <a className="underline" href={addressOf('check', input, 'html')} target="_blank" rel="noreferrer">
          {words.report}
        </a>
        <a className="underline" href={addressOf('check', { ...input, pictures: true })} target="_blank" rel="noreferrer">
          {words.json}
        </a>
      </p>
    </Section>
  );
}

/** The address of the page with its date, so that tomorrow's data do not change what it shows. */
function pinned(asOf: string): string {
  const address = new URL(location.href);
  address.hash = '';
  address.searchParams.set('asOf', address.searchParams.get('asOf') ?? asOf);
  return address.href;
}

function Line({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2">
        <code className="min-w-0 rounded bg-wash px-2 py-1 text-[13px] [overflow-wrap:anywhere]">{text}</code>
        <CopyButton text={text} />
      </dd>
    </>
  );
}
