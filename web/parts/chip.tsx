import { Link } from '@tanstack/react-router';
import type { VerdictKind } from '../../src/contract/verdict.ts';
import { chipStyle } from '../../src/contract/verdict-chip.ts';
import { usePreferences } from '../shell/preferences.tsx';
import { useVerdictWords } from './verdict-words.ts';

const STYLES = {
  filled: 'border-ink bg-ink text-paper',
  open: 'border-dashed border-current text-muted',
  plain: 'border-current',
} as const;

/** A verdict's fixed words in their box: the same shape everywhere, filled for `stands out from luck` alone; it leads to what the words mean. */
export function VerdictChip({ kind, isLink = false }: { readonly kind: VerdictKind; readonly isLink?: boolean }) {
  const words = useVerdictWords();
  const { language } = usePreferences();
  const chip = (
    <span
      lang={language}
      // The program's own words, as reports and other faces have them.
      title={language === 'en' ? undefined : kind}
      className={`inline-block rounded border-[1.5px] px-2 py-0.5 text-[14px] leading-5 font-semibold md:whitespace-nowrap ${STYLES[chipStyle(kind)]}`}
    >
      {words(kind)}
    </span>
  );
  if (!isLink) return chip;
  return (
    <Link to="/docs/$" params={{ _splat: 'reference/verdicts' }} className="no-underline">
      {chip}
    </Link>
  );
}
