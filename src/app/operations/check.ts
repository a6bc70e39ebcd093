import type { CheckResult, ClaimResult } from '../../contract/claims.ts';
import { CheckInput } from '../../contract/operations.ts';
import type { Pack } from '../../contract/pack.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { checkClaim } from '../check/check-claim.ts';
import type { ClaimContext, Finding, JudgedPattern } from '../check/claim-context.ts';
import { madeOn, type OpenPack, openPack } from '../check/open-pack.ts';
import { togetherOf } from '../check/together.ts';
import type { Context } from '../context.ts';
import { asOfDate, type Panel } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';
import { packSentence } from '../present/pack-sentence.ts';
import { studyPictures } from '../present/pictures.ts';
import type { RunFacts } from '../record-run.ts';

/** A checked pack as computed, for reports, and as the contract shows it. */
export interface CheckRun {
  readonly input: CheckInput;
  readonly result: CheckResult;
  /** The studies of each pattern, by claim id. */
  readonly judged: ReadonlyMap<string, JudgedPattern>;
  readonly panel: Panel;
  readonly pack: Pack;
  /** What each claim was checked with, by id. */
  readonly contexts: ReadonlyMap<string, ClaimContext>;
  /** What the store keeps of the run. */
  readonly facts: RunFacts;
}

/** Checks the claims of a pack, or one of them. */
export const check = (given: unknown, context: Context): Promise<CheckRun> => checkPack(CheckInput.parse(given), context, 'close');

/** As {@link check}; with a short look the studies have no cross-checks, belief or specification curve, on which no verdict rests. */
export const checkPack = async (input: CheckInput, context: Context, look: ClaimContext['look']): Promise<CheckRun> =>
  checkLoaded(await openPack(input, context), input, { context, look });

/** How a pack is looked at. */
export interface Look {
  readonly context: Context;
  readonly look: ClaimContext['look'];
  /** Claims that are left out. */
  readonly leavesOut?: (claim: Pack['claims'][number]) => boolean;
}

/** As {@link checkPack}, of a pack that is open already. */
export function checkLoaded(loaded: OpenPack, input: CheckInput, { context, look, leavesOut }: Look): CheckRun {
  const { pack, panel, entries, known, families } = loaded;
  const claims = loaded.claims.filter((claim) => !leavesOut?.(claim));
  const asOf = asOfDate(input.asOf, panel, context);
  // Tomorrow's data must not change what the command gives.
  const asked = { ...input, name: 'check' as const, asOf: formatCivilDate(asOf) };
  const judged = new Map<string, JudgedPattern>();
  const contexts = new Map<string, ClaimContext>();
  const results = claims.map((claim) => {
    const claimContext: ClaimContext = { pack, claim, panel, known, asOf, madeOn: madeOn(pack, claim), seed: input.seed, look, families };
    contexts.set(claim.id, claimContext);
    const { judged: studies, ...finding } = checkClaim(claimContext);
    if (studies) judged.set(claim.id, studies);
    return {
      ...presentClaim(claimContext, finding, commandOf(asked, context, claim.id)),
      pictures: input.pictures && studies ? studyPictures(panel, finding.primary, { family: studies.toDate, known: studies.known }) : null,
    };
  });
  const result: CheckResult = {
    pack: pack.pack,
    title: pack.title,
    question: pack.question,
    asOf: formatCivilDate(asOf),
    dataSource: context.series.description,
    dataHash: dataHash(panel.series, asOf),
    version: context.version,
    summary: packSentence(results, formatCivilDate(asOf)),
    claims: results,
    together: togetherOf(results),
    series: [...entries],
    command: commandOf(asked, context, input.claim),
  };
  const verdicts = results.map(({ id, verdict, known, primary }) => ({
    ...{ pack: pack.pack, claim: id, verdict, p: known[primary]?.headline.withheld ? null : (known[primary]?.headline.adjusted ?? null) },
    // A claim's family was frozen before it ran: it counts against no study that is made up on the way.
    ...{ triggerSeries: '', target: '', question: '' },
  }));
  return { input, result, judged, panel, pack, contexts, facts: { asOf, dataHash: result.dataHash, verdicts } };
}

function presentClaim(
  { pack, claim, madeOn }: ClaimContext,
  finding: Omit<Finding, 'judged'>,
  command: string,
): Omit<ClaimResult, 'pictures'> {
  return {
    ...finding,
    id: claim.id,
    kind: claim.kind,
    by: claim.by,
    outlets: claim.in.map((key) => {
      const article = pack.articles[key] as Pack['articles'][string];
      return { outlet: article.outlet, date: article.date, dateNote: article.dateNote ?? null, title: article.title ?? null };
    }),
    madeOn: formatCivilDate(madeOn),
    statement: claim.statement,
    test: claim.test,
    asserts: claim.asserts,
    notes: [...finding.notes, ...claim.notes],
    command,
  };
}

/** The command that asks a pack the same question again, of one claim or of all. */
export function commandOf(
  { name, pack, asOf, seed }: Pick<CheckInput, 'pack' | 'asOf' | 'seed'> & { readonly name: 'check' | 'now' | 'brief' },
  { dataOption, program }: Context,
  claim: string | undefined,
): string {
  const options = [
    claim === undefined ? '' : `--claim ${claim}`,
    asOf === undefined ? '' : `--as-of ${asOf}`,
    seed === 1 ? '' : `--seed ${seed}`,
    dataOption,
  ];
  return [`${program} ${name}`, pack, ...options].filter(Boolean).join(' ');
}
