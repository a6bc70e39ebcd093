import { Link } from '@tanstack/react-router';
import type { PacksResult } from '../../../src/contract/state.ts';
import { useAsOf } from '../../shell/as-of.tsx';
import { useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

interface NeighboursProps {
  readonly pack: string;
  readonly claim: string;
  readonly packs: PacksResult['packs'];
}

/** The way back to the list, and to the claims before and after this one. */
export function Neighbours({ pack, claim, packs }: NeighboursProps) {
  const words = useWords(CLAIM);
  const asOf = useAsOf();
  const search = asOf === undefined ? {} : { asOf };
  const claims = packs.find((one) => one.pack === pack)?.claims ?? [];
  const at = claims.findIndex(({ id }) => id === claim);
  const step = (to: number, label: string, sign: string) => {
    const other = at < 0 ? undefined : claims[to];
    return (
      other && (
        <Link
          to="/claims/$pack/$claim"
          params={{ pack, claim: other.id }}
          search={search}
          aria-label={`${label}: ${other.statement}`}
          title={other.statement}
          className="inline-flex size-9 items-center justify-center rounded no-underline hover:text-ink"
        >
          <span aria-hidden="true">{sign}</span>
        </Link>
      )
    );
  };
  return (
    <nav aria-label={words.title} className="no-print mb-3 flex min-h-9 items-center gap-2 text-[14px] text-muted">
      <Link to="/claims" search={search} className="inline-flex min-h-9 items-center underline hover:text-ink">
        {words.back}
      </Link>
      <span aria-hidden="true">/</span>
      <span>{pack}</span>
      <span className="ml-auto flex items-center">
        {step(at - 1, words.previous, '←')}
        {step(at + 1, words.next, '→')}
      </span>
    </nav>
  );
}
