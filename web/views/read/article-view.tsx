import { useMemo } from 'react';
import { formatDate, formatNumber } from '../../../src/contract/format.ts';
import { markText } from '../../../src/contract/marked-text.ts';
import type { ReadArticle, ReadKind } from '../../../src/contract/read.ts';
import { usePreferences } from '../../shell/preferences.tsx';
import { fill, useWords } from '../../words/words.ts';
import { READING } from './answer-words.ts';
import { ClaimCard } from './claim-card.tsx';
import { LineRow } from './line-row.tsx';
import { cardId, type OpenClaim } from './places.ts';

interface ArticleViewProps {
  readonly article: ReadArticle;
  /** Its number, from 0. */
  readonly at: number;
  readonly title: string;
  /** Where its title does not say which of several it is. */
  readonly number: number | undefined;
  /** The kind of claim that is shown; undefined for all. */
  readonly kind: ReadKind | undefined;
  /** The claim of this text that is open. */
  readonly open: OpenClaim | undefined;
  readonly onToggle: (open: OpenClaim) => void;
}

/** A text, line by line, with its claims marked in place and their cards beside or below. */
export function ArticleView({ article, at, title, number, kind, open, onToggle }: ArticleViewProps) {
  const words = useWords(READING);
  const { claims, text, notes } = article;
  const { lines, unplaced } = useMemo(
    // What is not shown has no place.
    () =>
      markText(
        text,
        claims.map((claim) => (kind === undefined || claim.kind === kind ? claim : { start: 0, end: 0 })),
      ),
    [text, claims, kind],
  );
  const lost = unplaced.filter((claim) => kind === undefined || claims[claim]?.kind === kind);
  const isNoneShown = kind !== undefined && claims.length > 0 && !claims.some((claim) => claim.kind === kind);
  const id = `text-${at + 1}`;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-10 scroll-mt-20 border-t border-line pt-5">
      <h2 id={`${id}-title`} className="text-[20px] leading-snug break-words">
        {number !== undefined && `${number} · `}
        <bdi>{title}</bdi>
      </h2>
      <About article={article} />
      {claims.length === 0 && <p className="mb-3 text-[14px]">{words.noClaimHere}</p>}
      {isNoneShown && <p className="mb-3 text-[14px]">{words.noKind}</p>}
      {lines.map((line, index) => (
        <LineRow
          key={line.start}
          {...{ line, index, article, at, onToggle }}
          open={
            open !== undefined &&
            (line.opens.includes(open.claim) || open.line === index || line.stretches.some((s) => s.claims.includes(open.claim)))
              ? open
              : undefined
          }
        />
      ))}
      {lost.length > 0 && (
        <>
          <h3 className="mt-4 text-[16px]">{words.unplaced}</h3>
          {lost.map((claim) => (
            <ClaimCard
              key={claim}
              claim={article.claims[claim] as ReadArticle['claims'][number]}
              number={claim + 1}
              id={cardId({ article: at, claim })}
              language={article.language}
              isOpen={open?.claim === claim}
              onToggle={() => onToggle({ article: at, claim })}
            />
          ))}
        </>
      )}
      {notes.length > 0 && (
        <ul lang="en" className="mt-3 list-disc pl-5 text-[13px] text-muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function About({ article: { language, published, claims } }: { readonly article: ReadArticle }) {
  const words = useWords(READING);
  const reader = usePreferences().language;
  const about = [
    language === null ? words.unknownLanguage : fill(words.language, { language: languageIn(language, reader) }),
    ...(published === null ? [] : [formatDate(published)]),
    fill(words.count, { n: formatNumber(claims.length) }),
  ];
  return <p className="mt-0.5 mb-3 text-[14px] text-muted">{about.join(' · ')}</p>;
}

/** What a language is called in another; its code where neither knows. */
function languageIn(code: string, reader: string): string {
  try {
    return new Intl.DisplayNames(reader, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
