import { type ReactNode, useId, useState } from 'react';
import type { Swatch } from '../../src/contract/figures/figure-words.ts';
import { keepTogether } from '../../src/contract/format.ts';
import { defineWords, useWords } from '../words/words.ts';
import { CopyButton } from './copy-button.tsx';
import { Prose } from './prose.tsx';

const WORDS = defineWords({
  en: { table: 'table', picture: 'picture', link: 'copy link', hint: 'Press t for the table' },
  it: { table: 'tabella', picture: 'figura', link: 'copia link', hint: 'Premi t per la tabella' },
  de: { table: 'Tabelle', picture: 'Bild', link: 'Link kopieren', hint: 't für die Tabelle' },
});

interface FigureProps {
  /** Says the finding. */
  readonly title: string;
  readonly swatches?: readonly (readonly [Swatch, string])[];
  /** n, source, last date. */
  readonly footer: readonly string[];
  /** Said to who cannot see the picture: the finding with its numbers. None for a picture that is text and speaks for itself. */
  readonly alt?: string;
  /** The same numbers as a table, one key away. */
  readonly table: ReactNode;
  /** Anchor in the page; the link that reproduces the figure leads there. */
  readonly anchor: string;
  /** What can be reached by keyboard stands under the picture: inside it nothing is told to who cannot see. */
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

/** A picture with its finding, key, source and the table of its numbers. */
export function Figure({ title, swatches = [], footer, alt, table, anchor, controls, children }: FigureProps) {
  const words = useWords(WORDS);
  const [isTable, setTable] = useState(false);
  const id = useId();
  const toggle = () => setTable((shown) => !shown);
  return (
    <figure
      id={anchor}
      className="mt-8 min-w-0 scroll-mt-20"
      onKeyDown={(event) => {
        const isTyping = (event.target as HTMLElement).matches('input, textarea, select');
        if (event.key === 't' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) toggle();
      }}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 sm:flex-nowrap">
        <figcaption id={id} className="mb-2 text-[17px] leading-snug font-semibold text-balance">
          <Prose text={title} />
        </figcaption>
        <div className="no-print mb-2 flex flex-none gap-2">
          <button
            type="button"
            onClick={toggle}
            aria-pressed={isTable}
            title={words.hint}
            className="min-h-8 rounded border border-line px-2 text-[13px] text-muted hover:border-ink hover:text-ink"
          >
            {isTable ? words.picture : words.table}
          </button>
          <CopyButton text={`${location.origin}${location.pathname}${location.search}#${anchor}`} label={words.link} />
        </div>
      </div>
      {swatches.length > 0 && !isTable && (
        <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-muted">
          {swatches.map(([swatch, text]) => (
            <li key={swatch} className="flex items-center gap-1.5">
              <SwatchMark swatch={swatch} />
              {text}
            </li>
          ))}
        </ul>
      )}
      {isTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        <section tabIndex={0} aria-labelledby={id} className="max-h-96 overflow-auto">
          {table}
        </section>
      ) : alt === undefined ? (
        children
      ) : (
        <div role="img" aria-label={alt}>
          {children}
        </div>
      )}
      {!isTable && controls}
      <p className="mt-2 text-[13px] leading-5 text-muted">{keepTogether(footer.filter((part) => part !== '').join(' · '))}</p>
    </figure>
  );
}

const STROKES: Readonly<Record<'events' | 'events-thick' | 'since' | 'target' | 'trigger' | 'base', readonly [string, number, string?]>> = {
  events: ['var(--events)', 1.5],
  'events-thick': ['var(--events)', 3.5],
  since: ['var(--events)', 1.75, '4 3'],
  target: ['var(--target)', 2],
  trigger: ['var(--ink)', 1.5],
  base: ['var(--base)', 2],
};

/** A mark of a figure's key. */
function SwatchMark({ swatch }: { readonly swatch: Swatch }) {
  return (
    <svg viewBox="0 0 20 12" width="20" height="12" aria-hidden="true" className="flex-none overflow-hidden">
      {swatchShape(swatch)}
    </svg>
  );
}

function swatchShape(swatch: Swatch): ReactNode {
  switch (swatch) {
    case 'band-inner':
    case 'band-outer':
      return <rect width="20" height="12" fill={`var(--${swatch})`} />;
    case 'outline':
      return <rect x="0.75" y="0.75" width="18.5" height="10.5" fill="none" stroke="var(--ink)" strokeWidth="1.25" />;
    case 'not-known':
      return <path d="M1,12L13,0M7,12L19,0M-5,12L7,0" stroke="var(--hatch)" strokeWidth="2" />;
    case 'horizon':
      return (
        <>
          <rect width="20" height="12" fill="var(--events)" fillOpacity="0.16" />
          <path d="M0.75,0V12" stroke="var(--events)" strokeWidth="1.5" />
        </>
      );
    case 'open':
      return (
        <>
          <path d="M1,12L13,0M7,12L19,0M-5,12L7,0M13,12L25,0" stroke="var(--events)" strokeWidth="1.75" strokeOpacity="0.6" />
          <path d="M0.75,0V12" stroke="var(--events)" strokeWidth="1.5" strokeDasharray="3 2" />
        </>
      );
    default: {
      const [stroke, width, dash] = STROKES[swatch];
      return <path d="M0,6H20" stroke={stroke} strokeWidth={width} strokeDasharray={dash} />;
    }
  }
}
