import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { capitalise, formatDate, formatPercent } from '../../../src/contract/format.ts';
import { harmless } from '../../../src/contract/given-text.ts';
import type { ReadClaim, ReadKind } from '../../../src/contract/read.ts';
import { chipWords } from '../../../src/contract/verdict-chip.ts';
import { VerdictChip } from '../../parts/chip.tsx';
import { Prose } from '../../parts/prose.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { READING, type ReadingWords } from './answer-words.ts';
import { CardDetails } from './card-details.tsx';

interface ClaimCardProps {
  readonly claim: ReadClaim;
  /** As it stands in the text, from 1. */
  readonly number: number;
  readonly id: string;
  readonly language: string | null;
  readonly isOpen: boolean;
  /** Whether its mark is pointed at. */
  readonly isLit?: boolean;
  readonly onLit?: (isLit: boolean) => void;
  readonly onToggle: () => void;
  /** Leads to its place in the text. */
  readonly onPlace?: () => void;
}

/** What is known of a claim: the verdict, which claim it is; all the rest once it is open. */
export function ClaimCard({ claim, number, id, language, isOpen, isLit = false, onLit, onToggle, onPlace }: ClaimCardProps) {
  const words = useWords(READING);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <article
      ref={card}
      id={id}
      aria-labelledby={`${id}-number`}
      onMouseEnter={() => onLit?.(true)}
      onMouseLeave={() => onLit?.(false)}
      className={`min-w-0 scroll-my-20 rounded border-l-[3px] px-3 py-2 text-[14px] leading-5 ${isOpen || isLit ? 'border-events bg-wash' : 'border-line'}`}
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge id={`${id}-number`} number={number} onPlace={onPlace} />
        <Verdict claim={claim} />
      </div>
      {claim.misquoted !== null && (
        <p className="mt-1">
          {claim.verdict?.kind === 'misquoted: the source says' ? (
            // The chip above has the word.
            <strong aria-hidden="true">▲</strong>
          ) : (
            <strong className="rounded border-[1.5px] border-current px-1.5 whitespace-nowrap">▲ {words.misquoted}</strong>
          )}{' '}
          <span lang="en">
            <Prose text={harmless(claim.misquoted)} />
          </span>
        </p>
      )}
      <Which claim={claim} isOpen={isOpen} />
      <p className="mt-1 text-[13px] text-muted">{howSaidIn(claim, words)}</p>
      {isOpen && <CardDetails claim={claim} language={language} />}
      <button type="button" aria-expanded={isOpen} onClick={onToggle} className="mt-1 min-h-6 text-[13px] underline">
        {isOpen ? words.less : words.more}
        <span className="sr-only"> ({number})</span>
      </button>
    </article>
  );
}

function Badge({
  id,
  number,
  onPlace,
}: {
  readonly id: string;
  readonly number: number;
  readonly onPlace: (() => void) | undefined;
}): ReactNode {
  const look = 'inline-flex min-h-6 min-w-6 items-center justify-center rounded border border-events px-1 text-[12px] font-semibold';
  if (onPlace === undefined)
    return (
      <span id={id} className={look}>
        {number}
      </span>
    );
  return (
    <button id={id} type="button" onClick={onPlace} className={look}>
      {number}
    </button>
  );
}

function Verdict({ claim: { verdict } }: { readonly claim: ReadClaim }) {
  const words = useWords(READING);
  if (verdict === null) return <span className="text-muted">{words.notChecked}</span>;
  return (
    <>
      <VerdictChip kind={verdict.kind} isLink />
      {verdict.verdict !== chipWords(verdict.kind) && (
        <span lang="en" className="min-w-0 text-muted">
          {capitalise(harmless(verdict.verdict))}
        </span>
      )}
    </>
  );
}

/** The claim of a pack that it is, or what would test it. */
function Which({ claim: { tie, draft }, isOpen }: { readonly claim: ReadClaim; readonly isOpen: boolean }) {
  const words = useWords(READING);
  const asOf = useAsOf();
  if (tie !== null)
    return (
      <p className="mt-1">
        <span className="sr-only">{words.isClaim}: </span>
        <span lang="en">
          <Prose text={harmless(tie.statement)} />
        </span>{' '}
        <span className="whitespace-nowrap text-muted">{formatDate(tie.madeOn)}</span>{' '}
        <Link
          to="/claims/$pack/$claim"
          params={{ pack: tie.pack, claim: tie.claim }}
          search={asOf === undefined ? {} : { asOf }}
          className="whitespace-nowrap underline"
        >
          {words.openClaim}
        </Link>
        {isOpen && <span className="text-muted"> {fill(words.says, { share: formatPercent(tie.score) })}</span>}
      </p>
    );
  if (draft === null) return null;
  return (
    <p className="mt-1">
      <span className="text-muted">{words.isNew}:</span>{' '}
      <span lang="en">
        <Prose text={harmless(draft.test)} />
      </span>
    </p>
  );
}

const KINDS = { figure: 'oneFigure', pattern: 'onePattern', condition: 'oneCondition', forecast: 'oneForecast' } as const satisfies Record<
  ReadKind,
  keyof ReadingWords
>;

/** How a claim stands in its text: `Pattern, said by RogueMacro`. */
function howSaidIn({ kind, stance, by }: ReadClaim, words: ReadingWords): string {
  return `${words[KINDS[kind]]}, ${by === null ? words[stance] : fill(words[`${stance}By`], { by: `\u2068${harmless(by)}\u2069` })}`;
}
