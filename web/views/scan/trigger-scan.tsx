import { lazy } from 'react';
import { formatDate, formatNumber, formatProbability } from '../../../src/contract/format.ts';
import type { ScanFinding, TriggerScanResult } from '../../../src/contract/scan.ts';
import { volatilityWords } from '../../../src/contract/scan-words.ts';
import { Later } from '../../charts/lazy.tsx';
import { VerdictChip } from '../../parts/chip.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Section } from '../../parts/section.tsx';
import { fill, useWords } from '../../words/words.ts';
import { SCAN_ANSWER } from './answer-words.ts';
import { BestTable } from './best-table.tsx';
import { HeatMap } from './heat-map.tsx';
import type { TestedScan } from './row-groups.ts';
import type { ScanQuestion } from './scan-question.ts';
import { StudyLink } from './study-link.tsx';
import { TakeAway } from './take-away.tsx';

const LuckFigure = lazy(async () => ({ default: (await import('./luck-figure.tsx')).LuckFigure }));

interface TriggerScanProps {
  readonly result: TriggerScanResult;
  /** The group of near-identical triggers that is open. */
  readonly group: number | undefined;
  readonly onGroup: (group: number | undefined) => void;
  readonly question: ScanQuestion;
  /** Address of the page that shows this result again. */
  readonly link: string;
}

/** What a scan of triggers found: the sentence first, how much was tried, what luck would have shown, then everything. */
export function TriggerScan({ result, question, group, onGroup, link }: TriggerScanProps) {
  const words = useWords(SCAN_ANSWER);
  const tested = result.luck === null ? undefined : (result as TestedScan);
  return (
    <>
      <p lang="en" className="max-w-[68ch] text-[19px] leading-snug">
        <Prose text={result.sentence} />
      </p>
      <Counts result={result} />
      {tested === undefined ? (
        <Notice title={words.nothingTested}>
          <Refused notTested={result.counts.notTested} />
        </Notice>
      ) : (
        <>
          {result.findings.length > 0 && <Findings findings={result.findings} direction={result.direction} />}
          <Later height={300}>
            <LuckFigure result={tested} />
          </Later>
          <BestTable result={result} group={group} onGroup={onGroup} />
          <HeatMap result={tested} />
        </>
      )}
      <Notes result={result} />
      <TakeAway {...{ result, question, link }} />
    </>
  );
}

function Counts({ result: { counts, asOf } }: { readonly result: TriggerScanResult }) {
  const words = useWords(SCAN_ANSWER);
  const untested = counts.hypotheses - counts.tested;
  const figures = [
    ['tried', counts.hypotheses],
    ['tested', counts.tested],
    ['alone', counts.uncorrected],
    ['byLuck', Math.round(counts.byLuck)],
    ['hochberg', counts.benjaminiHochberg],
    ['survivors', counts.survivors],
  ] as const;
  return (
    <>
      <dl className="mt-5 grid grid-cols-2 gap-x-6 gap-y-3 border-y border-line py-3 sm:grid-cols-3 lg:grid-cols-6">
        {figures.map(([name, count]) => (
          <div key={name} className="flex flex-col justify-between">
            <dt className="text-[13px] leading-5 text-muted">{words[name]}</dt>
            <dd className="text-[19px] font-semibold">{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-2 flex flex-wrap gap-x-4 text-[14px] text-muted">
        {untested > 0 && counts.tested > 0 && (
          <details className="min-w-0">
            <summary className="min-h-6 underline hover:text-ink">{fill(words.notTested, { n: formatNumber(untested) })}</summary>
            <Refused notTested={counts.notTested} />
          </details>
        )}
        <span>{formatDate(asOf)}</span>
      </div>
    </>
  );
}

function Refused({ notTested }: Pick<TriggerScanResult['counts'], 'notTested'>) {
  return (
    <ul lang="en" className="mt-1 text-[14px]">
      {notTested.map(({ reason, count }) => (
        <li key={reason}>
          {formatNumber(count)}: {reason}
        </li>
      ))}
    </ul>
  );
}

function Findings({ findings, direction }: { readonly findings: readonly ScanFinding[]; readonly direction: 'up' | 'down' }) {
  const words = useWords(SCAN_ANSWER);
  return (
    <Section id="findings" title={words.findings} hint={words.findingsHelp}>
      <ol className="grid gap-6">
        {findings.map((finding) => (
          <li key={finding.group} className="border-t border-line pt-4">
            <div className="flex flex-wrap items-baseline gap-x-4 gap-y-2">
              <VerdictChip kind={finding.verdictKind} isLink />
              <span className="text-[15px]">p {fill(words.adjustedP, { p: formatProbability(finding.adjusted) })}</span>
              {finding.verdict !== finding.verdictKind && (
                <span lang="en" className="text-[15px] text-muted">
                  <Prose text={finding.verdict} />
                </span>
              )}
            </div>
            <p className="mt-2 text-[15px] break-words">
              <code>{finding.trigger}</code> → <code>{finding.outcome}</code>
            </p>
            <p lang="en" className="mt-1 max-w-[72ch]">
              <Prose text={finding.sentence} />
            </p>
            {finding.volatilityScaledP !== null && (
              <p lang="en" className="mt-1 max-w-[72ch] text-[15px]">
                <Prose text={volatilityWords(finding.volatilityScaledP)} />
              </p>
            )}
            <p className="mt-1 text-[15px]">
              <StudyLink of={finding} direction={direction} className="underline">
                {words.openStudy}
              </StudyLink>
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Notes({ result: { notes, sources, dataSource } }: { readonly result: TriggerScanResult }) {
  const words = useWords(SCAN_ANSWER);
  return (
    <div lang="en" className="mt-10 max-w-[80ch] border-t border-line pt-4 text-[13px] leading-5 text-muted">
      {notes.map((note) => (
        <p key={note}>
          <CodeText text={note} />
        </p>
      ))}
      <p>
        {words.sources}: {[...sources, dataSource].join(' · ')}
      </p>
    </div>
  );
}
