import type { ClaimResult } from '../../../src/contract/claims.ts';
import { Section } from '../../parts/section.tsx';
import { ChecksTable } from '../../parts/study/checks-table.tsx';
import { GatesTable } from '../../parts/study/family-table.tsx';
import { STUDY } from '../../parts/study/words.ts';
import { useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

/** A relation without events: every test that was made, and the gates. */
export function Relations({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(CLAIM);
  const studyWords = useWords(STUDY);
  return (
    <>
      {claim.relations.length > 0 && (
        <Section id="relations" title={words.relations} hint={words.relationsHint}>
          <ChecksTable title={words.relations} checks={claim.relations} kind="return" exportName={`${claim.id}-tests`} />
        </Section>
      )}
      {claim.gates.length > 0 && (
        <Section id="gates" title={studyWords.gates} hint={studyWords.gatesHint}>
          <div lang="en">
            <GatesTable gates={claim.gates} />
          </div>
        </Section>
      )}
    </>
  );
}
