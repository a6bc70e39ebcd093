import type { EvidenceResult } from '../../../src/contract/evidence.ts';
import { formatDate } from '../../../src/contract/format.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Section } from '../../parts/section.tsx';
import { useWords } from '../../words/words.ts';
import { PAGES } from './words.ts';

interface AgainProps {
  readonly result: EvidenceResult;
  /** Address of the table. */
  readonly href: string;
  readonly label: string;
}

/** The command that gives the same, the table to take away, and what tells two answers apart. */
export function Again({ result: { command, dataSource, dataHash, asOf, version }, href, label }: AgainProps) {
  const words = useWords(PAGES);
  return (
    <Section id="reproduce" title={words.reproduce}>
      <dl className="mt-3 grid max-w-[80ch] grid-cols-1 gap-x-6 gap-y-2 text-[14px] sm:grid-cols-[auto_minmax(0,1fr)]">
        <dt className="text-muted">{words.command}</dt>
        <dd className="flex min-w-0 flex-wrap items-center gap-2">
          <code className="min-w-0 rounded bg-wash px-2 py-1 text-[13px] [overflow-wrap:anywhere]">{command}</code>
          <CopyButton text={command} />
        </dd>
        <dt className="text-muted">{words.data}</dt>
        <dd className="min-w-0">
          <span lang="en">{dataSource}</span>, {formatDate(asOf)}; Harbinger {version}
          <code className="block text-[13px] break-all text-muted">{dataHash}</code>
        </dd>
      </dl>
      <p className="no-print mt-4">
        <a
          href={href}
          download
          className="inline-flex min-h-9 items-center rounded border border-line px-3 text-[14px] no-underline hover:border-ink"
        >
          {label}
        </a>
      </p>
    </Section>
  );
}
