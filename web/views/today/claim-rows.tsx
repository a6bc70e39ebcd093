import { Link } from '@tanstack/react-router';
import { formatDate, formatOutcome, formatPercent } from '../../../src/contract/format.ts';
import type { ClaimState } from '../../../src/contract/state.ts';
import { VerdictChip } from '../../parts/chip.tsx';
import { Prose } from '../../parts/prose.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ChanceBar } from './chance-bar.tsx';
import { TODAY } from './words.ts';

const GRID = 'md:grid md:grid-cols-[minmax(0,3.2fr)_minmax(0,2.2fr)_minmax(150px,1.4fr)_minmax(110px,1fr)] md:gap-x-6';

/** Which pack the claims are of, and the date to which the data tell. */
interface Place {
  readonly pack: string;
  readonly dataTo: string;
}

/** A list of claims, one row each: state, verdict, chance beside base rate, since, age of the data. */
export function ClaimRows({ claims, title, ...place }: { readonly claims: readonly ClaimState[]; readonly title: string } & Place) {
  const words = useWords(TODAY);
  return (
    <>
      <div aria-hidden="true" className={`hidden border-b-[1.5px] border-ink pt-2 pb-1 text-[13px] text-muted ${GRID}`}>
        <span>{words.claim}</span>
        <span>{words.verdict}</span>
        <span title={words.chanceHint}>{words.chance}</span>
        <span className="text-right">{words.data}</span>
      </div>
      <ul aria-label={title} className="border-t-[1.5px] border-ink md:border-t-0">
        {claims.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} {...place} />
        ))}
      </ul>
    </>
  );
}

function ClaimRow({ claim, pack, dataTo }: { readonly claim: ClaimState } & Place) {
  const words = useWords(TODAY);
  const asOf = useAsOf();
  return (
    <li className={`relative border-b border-line py-3 hover:bg-wash ${GRID}`}>
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
        <p className="text-[13px] text-muted">
          {claim.by} · {formatDate(claim.madeOn)}
        </p>
        <TriggerLine claim={claim} dataTo={dataTo} />
        <ConditionsLine evidence={claim.evidence} />
      </div>
      <div className="mt-2 min-w-0 md:mt-0" lang="en">
        <VerdictChip kind={claim.verdictKind} />
        {claim.needs.length > 0 ? (
          <p className="mt-1 text-[13px] text-muted">
            {words.needs} {shortNeeds(claim.needs)}
          </p>
        ) : (
          claim.since !== null &&
          claim.since.verdict !== '' && (
            <p className="mt-1 text-[13px] text-muted">
              {words.since}: {claim.since.verdict}
            </p>
          )
        )}
      </div>
      <div className="mt-2 md:mt-0">{claim.probability && <ChanceBar chance={claim.probability} />}</div>
      <p className="mt-2 text-[13px] text-muted md:mt-0 md:text-right">{claim.data && <DataAge {...claim.data} />}</p>
    </li>
  );
}

/** Whether the trigger is on, and what is open: what a reader of today looks for first. */
function TriggerLine({ claim, dataTo }: { readonly claim: ClaimState; readonly dataTo: string }) {
  const words = useWords(TODAY);
  const open = claim.open[0];
  if (claim.trigger === null && open === undefined) return null;
  return (
    <p className="mt-1 text-[14px]" lang="en">
      {claim.trigger && (
        <>
          <span aria-hidden="true" className={claim.trigger.state === 'on' ? 'text-events' : 'text-muted'}>
            {claim.trigger.state === 'on' ? '●' : '○'}
          </span>{' '}
          <Prose text={claim.trigger.sentence} />
        </>
      )}
      {open?.dueDate != null && (
        <span className="text-muted">
          {claim.trigger === null ? '' : ' · '}
          {fill(open.dueDate < dataTo ? words.overdue : words.until, { date: formatDate(open.dueDate) })}
          {open.soFar === null ? '' : `, ${fill(words.soFar, { value: formatOutcome(open.soFar, open.kind) })}`}
          {open.baseRate === null ? '' : ` (${words.base} ${formatPercent(open.baseRate)})`}
        </span>
      )}
    </p>
  );
}

/** How many of its conditions hold now; which they are stands on the claim's own page. */
function ConditionsLine({ evidence }: Pick<ClaimState, 'evidence'>) {
  const words = useWords(TODAY);
  if (evidence.length === 0) return null;
  const countOf = (side: ClaimState['evidence'][number]['side']) => evidence.filter((one) => one.side === side).length;
  const unread = countOf('unknown');
  return (
    <p className="mt-1 text-[14px] text-muted">
      {fill(words.conditionsHold, { n: countOf('for'), of: evidence.length - unread })}
      {unread > 0 && `; ${fill(words.conditionsUnread, { n: unread })}`}
    </p>
  );
}

function DataAge({ series, to, ageDays }: NonNullable<ClaimState['data']>) {
  const words = useWords(TODAY);
  const age = ageDays <= 0 ? words.fresh : ageDays === 1 ? words.day : fill(words.days, { n: ageDays });
  return (
    <>
      {series}: {formatDate(to)}
      <span className="md:block">
        <span className="md:hidden">, </span>
        {age}
      </span>
    </>
  );
}

/** The ids of what is lacking; the claim's own page says how to get it. */
const shortNeeds = (needs: readonly string[]): string => needs.map((need) => need.replace(/[:(].*$/s, '').trim()).join(', ');
