import { memo, useState } from 'react';
import { harmless } from '../../../src/contract/given-text.ts';
import type { MarkedLine, Stretch } from '../../../src/contract/marked-text.ts';
import type { ReadArticle, ReadClaim } from '../../../src/contract/read.ts';
import { languageTag } from '../../../src/contract/read-words.ts';
import { useIsWide } from '../../parts/use-is-wide.ts';
import { useWords } from '../../words/words.ts';
import { READING } from './answer-words.ts';
import { ClaimCard } from './claim-card.tsx';
import { Mark, NumberMark } from './mark.tsx';
import { cardId, leadToMark, markId, type OpenClaim } from './places.ts';

interface LineRowProps {
  readonly line: MarkedLine;
  readonly index: number;
  readonly article: ReadArticle;
  /** Number of the text, from 0. */
  readonly at: number;
  /** The claim that is open, where it is one of this line. */
  readonly open: OpenClaim | undefined;
  readonly onToggle: (open: OpenClaim) => void;
}

/** A line of a text. Where there is room the cards of the claims that begin in it stand beside; on a phone the one that was tapped opens below. */
export const LineRow = memo(function LineRow({ line, index, article, at, open, onToggle }: LineRowProps) {
  const words = useWords(READING);
  const isWide = useIsWide();
  const [lit, setLit] = useState<number>();
  const cards = isWide ? line.opens : open === undefined || !isBelow(open, line, index) ? [] : [open.claim];
  return (
    <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
      <p
        dir="auto"
        lang={languageTag(article.language)}
        className="mb-2 max-w-[68ch] text-[17px] leading-[1.7] break-words whitespace-pre-wrap"
      >
        {line.stretches.map((stretch, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one line never change places
          <StretchView key={i} {...{ stretch, index, article, at, open, lit, onToggle }} onLit={setLit} />
        ))}
      </p>
      {cards.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
        <div role="group" aria-label={words.claimsOf} className="mb-3 grid min-w-0 content-start gap-2">
          {cards.map((claim) => (
            <ClaimCard
              key={claim}
              claim={article.claims[claim] as ReadClaim}
              number={claim + 1}
              id={cardId({ article: at, claim })}
              language={article.language}
              isOpen={open?.claim === claim}
              isLit={lit === claim}
              onLit={(isLit) => setLit(isLit ? claim : undefined)}
              onToggle={() => onToggle({ article: at, claim, line: index })}
              onPlace={() => leadToMark({ article: at, claim })}
            />
          ))}
        </div>
      )}
    </div>
  );
});

/** Below the line that was tapped, else below that in which it begins. */
const isBelow = ({ claim, line }: OpenClaim, { opens }: MarkedLine, index: number): boolean =>
  line === undefined ? opens.includes(claim) : line === index;

interface StretchViewProps extends Omit<LineRowProps, 'line'> {
  readonly stretch: Stretch;
  readonly lit: number | undefined;
  readonly onLit: (claim: number | undefined) => void;
}

function StretchView({ stretch: { text, claims, inner, opens }, index, article, at, open, lit, onLit, onToggle }: StretchViewProps) {
  // Always text: nothing of it is ever taken for markup.
  const said = harmless(text);
  if (inner === null) return <>{said}</>;
  const partsOf = (claim: number) => ({
    label: `${article.claims[claim]?.misquoted == null ? '' : '▲'}${claim + 1}`,
    isOpen: open?.claim === claim,
    cardId: cardId({ article: at, claim }),
    onPress: () => onToggle({ article: at, claim, line: index }),
    onLit: (isLit: boolean) => onLit(isLit ? claim : undefined),
  });
  return (
    <>
      {opens
        .filter((claim) => claim !== inner)
        .map((claim) => (
          <NumberMark key={claim} id={markId({ article: at, claim })} {...partsOf(claim)} />
        ))}
      <Mark
        {...partsOf(inner)}
        id={opens.includes(inner) ? markId({ article: at, claim: inner }) : undefined}
        isDeep={claims.length > 1}
        isLit={claims.some((claim) => claim === lit || claim === open?.claim)}
        verdict={article.claims[inner]?.verdict ?? null}
      >
        {said}
      </Mark>
    </>
  );
}
