import { Link } from '@tanstack/react-router';
import type { VerdictKind } from '../../src/contract/verdict.ts';
import { chipStyle, chipWords } from '../../src/contract/verdict-chip.ts';

const STYLES = {
  filled: 'border-ink bg-ink text-paper',
  open: 'border-dashed border-current text-muted',
  plain: 'border-current',
} as const;

/** A verdict's fixed words in their box: the same shape everywhere, filled for `stands out from luck` alone; it leads to what the words mean. */
export function VerdictChip({ kind, isLink = false }: { readonly kind: VerdictKind; readonly isLink?: boolean }) {
  const chip = (
    <span
      className={`inline-block rounded border-[1.5px] px-2 py-0.5 text-[14px] leading-5 font-semibold whitespace-nowrap ${STYLES[chipStyle(kind)]}`}
    >
      {chipWords(kind)}
    </span>
  );
  if (!isLink) return chip;
  return (
    <Link to="/docs/$" params={{ _splat: 'reference/verdicts' }} className="no-underline">
      {chip}
    </Link>
  );
}
