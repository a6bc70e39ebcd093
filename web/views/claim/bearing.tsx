import { useQueryClient } from '@tanstack/react-query';
import { operation, useOperation } from '../../api/client.ts';
import { Catalysts } from '../../parts/evidence/catalysts.tsx';
import { Conditions } from '../../parts/evidence/conditions.tsx';
import { ForAndAgainst } from '../../parts/evidence/for-and-against.tsx';
import { otherConditions } from '../../parts/evidence/indicator-words.ts';
import { EVIDENCE } from '../../parts/evidence/words.ts';
import { Section } from '../../parts/section.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

interface BearingProps {
  readonly pack: string;
  readonly claim: string;
}

/** The indicators and catalysts that bear on a claim, and its own conditions, as they read now; nothing where there are none. */
export function Bearing({ pack, claim }: BearingProps) {
  const words = useWords(CLAIM);
  const evidenceWords = useWords(EVIDENCE);
  const { data } = useNow(pack, claim);
  const state = data?.claims.find(({ id }) => id === claim);
  if (!data || !state || state.bearing.length + state.evidence.length === 0) return null;
  const bears = ({ id }: { readonly id: string }) => state.bearing.includes(id);
  const { thesis = '', groups = [], indicators = [], catalysts = [] } = data.evidence ?? {};
  const own = { groups, indicators: indicators.filter(bears) };
  const conditions = otherConditions(state.evidence, own.indicators);
  return (
    <>
      {state.bearing.length > 0 && (
        <Section id="bearing" title={words.bearing} hint={fill(words.bearingHint, { thesis })}>
          {own.indicators.length > 0 && <ForAndAgainst evidence={own} pack={pack} />}
          <Catalysts catalysts={catalysts.filter(bears)} />
        </Section>
      )}
      {conditions.length > 0 && (
        <Section
          id="conditions-now"
          title={conditions.length < state.evidence.length ? words.otherConditions : evidenceWords.conditions}
          hint={evidenceWords.conditionsHint}
        >
          <Conditions claims={[{ id: claim, evidence: conditions }]} pack={pack} />
        </Section>
      )}
    </>
  );
}

/** The state of the whole pack where Today has it already or the server keeps it warm, which is for now; of the past that of the claim alone, which is sooner there. */
function useNow(pack: string, claim: string) {
  const asOf = useAsOf();
  const client = useQueryClient();
  const whole = { pack, ...(asOf === undefined ? {} : { asOf }) };
  const isHeld = asOf === undefined || client.getQueryData(operation('now', whole).queryKey) !== undefined;
  return useOperation('now', isHeld ? whole : { ...whole, claim });
}
