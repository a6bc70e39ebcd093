import { useMemo } from 'react';
import type { ClaimResult } from '../../../src/contract/claims.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import { couldBeSeen, familyHint } from '../../../src/contract/study-words.ts';
import { StudyPictures } from '../../charts/study-pictures.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Section } from '../../parts/section.tsx';
import { Belief } from '../../parts/study/belief.tsx';
import { ChecksTable } from '../../parts/study/checks-table.tsx';
import { Confounders } from '../../parts/study/confounders.tsx';
import { FamilyTable, GatesTable } from '../../parts/study/family-table.tsx';
import { InstancesTable } from '../../parts/study/instances-table.tsx';
import { STUDY } from '../../parts/study/words.ts';
import { useWords } from '../../words/words.ts';
import { AskedCurve, AskedTrade } from './ask-more.tsx';

/** The study that the verdict rests on. */
const knownOf = (claim: ClaimResult): StudyResult | undefined => claim.known[claim.primary] ?? claim.known[0];

interface PatternProps {
  readonly claim: ClaimResult;
  readonly pack: string;
}

/** The pictures of a claim that is a study: events on the price, forward paths, what luck does, the choices. */
export function PatternPictures({ claim }: Pick<PatternProps, 'claim'>) {
  const known = knownOf(claim);
  const asked = useMemo(() => known && { outcome: known.outcome, kind: known.outcomeKind, claimDate: claim.madeOn }, [known, claim.madeOn]);
  if (known === undefined || asked === undefined) return null;
  return (
    <>
      {claim.pictures === null ? <NoPicture study={known} /> : <StudyPictures pictures={claim.pictures} asked={asked} anchor={claim.id} />}
      <AskedCurve study={known} anchor={claim.id} />
    </>
  );
}

/** Its instances, the family, power, gates, what to believe, the trade. */
export function PatternTables({ claim, pack }: PatternProps) {
  const known = knownOf(claim);
  if (known === undefined) return null;
  const toDate = claim.toDate[claim.primary] ?? claim.toDate[0] ?? known;
  return (
    <>
      <Instances claim={claim} known={known} toDate={toDate} pack={pack} />
      <ElseTrue study={toDate} name={`${pack}-${claim.id}`} />
      <Family claim={claim} />
      <Power study={known} />
      <Gates study={known} />
      <BeliefSection study={known} anchor={claim.id} />
      <AskedTrade study={toDate} anchor={claim.id} />
    </>
  );
}

/** The other methods that were used. */
export function PatternMethods({ claim, pack }: PatternProps) {
  const known = knownOf(claim);
  return known === undefined ? null : <Checks study={known} name={`${pack}-${claim.id}`} />;
}

function NoPicture({ study }: { readonly study: StudyResult }) {
  const words = useWords(STUDY);
  const reason = study.insufficient?.reason;
  return (
    <p lang="en" className="mt-8 max-w-[68ch] rounded border border-dashed border-base px-4 py-2">
      {words.noPicture}
      {reason === undefined ? '' : `: ${reason}`}.
    </p>
  );
}

interface InstancesProps {
  readonly claim: ClaimResult;
  readonly known: StudyResult;
  readonly toDate: StudyResult;
  readonly pack: string;
}

function Instances({ claim, known, toDate, pack }: InstancesProps) {
  const words = useWords(STUDY);
  const hint = (
    <>
      {words.instancesHint}{' '}
      <span lang="en">
        <code>{toDate.outcome}</code> after <code>{toDate.trigger}</code>
      </span>
    </>
  );
  return (
    <Section id="instances" title={words.instances} hint={hint}>
      <InstancesTable
        toDate={toDate}
        known={known}
        family={claim.toDate.length > 0 ? claim.toDate : claim.known}
        exportName={`${pack}-${claim.id}-instances`}
      />
    </Section>
  );
}

function Family({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(STUDY);
  return (
    <Section id="family" title={words.family} hint={<span lang="en">{familyHint(claim.known)}</span>}>
      <FamilyTable family={claim.known} primary={claim.primary} />
    </Section>
  );
}

function ElseTrue({ study, name }: { readonly study: StudyResult; readonly name: string }) {
  const words = useWords(STUDY);
  if (study.confounders.length === 0) return null;
  return (
    <Section id="else-true" title={words.elseTrue} hint={words.elseTrueHint}>
      <Confounders study={study} heading="h3" exportName={`${name}-else-true`} />
    </Section>
  );
}

function Power({ study }: { readonly study: StudyResult }) {
  const words = useWords(STUDY);
  return (
    <Section id="power" title={words.power}>
      <div lang="en" className="mt-2 max-w-[68ch] space-y-2">
        {couldBeSeen(study).map((sentence) => (
          <p key={sentence}>
            <Prose text={sentence} />
          </p>
        ))}
      </div>
    </Section>
  );
}

function Gates({ study }: { readonly study: StudyResult }) {
  const words = useWords(STUDY);
  if (study.gates.length === 0) return null;
  return (
    <Section id="gates" title={words.gates} hint={words.gatesHint}>
      <div lang="en">
        <GatesTable gates={study.gates} headline={study.headline} />
      </div>
    </Section>
  );
}

function BeliefSection({ study, anchor }: { readonly study: StudyResult; readonly anchor: string }) {
  const words = useWords(STUDY);
  if (study.belief === null) return null;
  return (
    <Section id="belief" title={words.belief}>
      <div className="max-w-[640px]">
        <Belief belief={study.belief} study={study} anchor={`${anchor}-belief`} />
      </div>
    </Section>
  );
}

function Checks({ study, name }: { readonly study: StudyResult; readonly name: string }) {
  const words = useWords(STUDY);
  if (study.crossChecks.length === 0) return null;
  return (
    <Section id="checks" title={words.checks} hint={words.checksHint}>
      <ChecksTable title={words.checks} checks={study.crossChecks} kind={study.outcomeKind} exportName={`${name}-checks`} />
    </Section>
  );
}
