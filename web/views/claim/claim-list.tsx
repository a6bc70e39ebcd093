import { Link } from '@tanstack/react-router';
import type { ClaimResult } from '../../../src/contract/claims.ts';
import { formatDate, formatP, formatStated } from '../../../src/contract/format.ts';
import { baseHitRate, hitsOf, hitWord } from '../../../src/contract/measures.ts';
import { chipWords } from '../../../src/contract/verdict-chip.ts';
import { VerdictChip } from '../../parts/chip.tsx';
import { Prose } from '../../parts/prose.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

/** A claim by name, and what was found once it is. */
export interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly statement: string;
  readonly checked: ClaimResult | null;
}

const KINDS = ['pattern', 'forecast', 'condition', 'figure'] as const;

/** Whether every word of a search stands in the claim: its sentence, who said it, its kind, its verdict. */
export function matches({ id, kind, statement, checked }: Listed, search: string): boolean {
  const text = [id, kind, statement, checked?.by, checked?.verdict, checked?.verdictKind, ...(checked?.needs ?? [])]
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface GroupsProps {
  readonly pack: string;
  readonly claims: readonly Listed[];
  readonly isChecking: boolean;
}

/** The claims by what is asked of them. */
export function ClaimGroups({ pack, claims, isChecking }: GroupsProps) {
  const words = useWords(CLAIM);
  return KINDS.map((kind) => {
    const own = claims.filter((claim) => claim.kind === kind);
    if (own.length === 0) return null;
    return (
      <section key={kind} className="mt-6">
        <h3 className="border-b-[1.5px] border-ink pb-1 text-[16px]">
          <span className="inline-block first-letter:uppercase">{words[kind]}</span>{' '}
          <span className="text-[14px] font-normal text-muted">
            {own.length} · {words[`${kind}Hint`]}
          </span>
        </h3>
        <ul aria-label={words[kind]}>
          {own.map((claim) => (
            <ClaimRow key={claim.id} claim={claim} pack={pack} isChecking={isChecking} />
          ))}
        </ul>
      </section>
    );
  });
}

function ClaimRow({ claim, pack, isChecking }: { readonly claim: Listed; readonly pack: string; readonly isChecking: boolean }) {
  const asOf = useAsOf();
  return (
    <li className="relative border-b border-line py-3 hover:bg-wash md:grid md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] md:gap-x-8">
      <div className="min-w-0">
        <Link
          to="/claims/$pack/$claim"
          params={{ pack, claim: claim.id }}
          search={asOf === undefined ? {} : { asOf }}
          lang="en"
          // The whole row leads there.
          className="font-semibold no-underline after:absolute after:inset-0 hover:underline"
        >
          <Prose text={claim.statement} />
        </Link>
        <p lang="en" className="min-h-5 text-[13px] text-muted">
          {claim.checked === null ? '' : `${claim.checked.by} · ${formatDate(claim.checked.madeOn)}`}
        </p>
      </div>
      <div lang="en" className="mt-1 min-h-[52px] min-w-0 md:mt-0">
        <Found claim={claim.checked} isChecking={isChecking} />
      </div>
    </li>
  );
}

function Found({ claim, isChecking }: { readonly claim: ClaimResult | null; readonly isChecking: boolean }) {
  const words = useWords(CLAIM);
  if (claim === null)
    return isChecking ? (
      <span role="status" className="inline-block h-7 w-44 rounded bg-wash">
        <span className="sr-only">{words.checking}</span>
      </span>
    ) : null;
  const detail = detailOf(claim, words.ofFamily);
  return (
    <>
      <VerdictChip kind={claim.verdictKind} />
      {detail !== '' && (
        <p className="mt-0.5 text-[13px] text-muted">
          <Prose text={detail} />
        </p>
      )}
    </>
  );
}

/** The numbers of a study in a line, or what the chip leaves out. */
function detailOf(claim: ClaimResult, family: string): string {
  const study = claim.known[claim.primary] ?? claim.known[0];
  if (study !== undefined && study.observations > 0) {
    const { headline } = study;
    const p = formatStated(headline.adjusted ?? headline.p, headline);
    const hits = study.outcomeKind === 'days' ? hitsOf(study) : `${hitsOf(study)} ${hitWord(study)}`;
    return `${hits} · base ${baseHitRate(study)} · p ${headline.familySize > 1 ? `(${fill(family, { n: headline.familySize, p })})` : p}`;
  }
  const adjusted = claim.gates.find(({ name }) => name === 'adjusted');
  if (adjusted !== undefined && adjusted.p !== null)
    return `${claim.verdict === chipWords(claim.verdictKind) ? '' : `${claim.verdict} · `}adjusted ${formatP(adjusted.p)}`;
  if (claim.needs.length > 0 && claim.verdictKind === 'untestable: needs')
    return `needs ${claim.needs.map((need) => need.replace(/[:(].*$/s, '').trim()).join(', ')}`;
  return claim.verdict === chipWords(claim.verdictKind) ? '' : claim.verdict;
}
