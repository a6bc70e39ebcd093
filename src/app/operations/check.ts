import type { CheckResult, ClaimResult, SeriesEntry } from '../../contract/claims.ts';
import { CheckInput } from '../../contract/operations.ts';
import type { Pack } from '../../contract/pack.ts';
import { formatCivilDate, parseCivilDate } from '../../core/calendar/civil-date.ts';
import type { Series } from '../../core/series/series.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { ProviderError } from '../../providers/provider.ts';
import { checkClaim } from '../check/check-claim.ts';
import { type ClaimContext, dayOf, type Finding, type JudgedPattern } from '../check/claim-context.ts';
import { togetherOf } from '../check/together.ts';
import { CallerError, type Context } from '../context.ts';
import { expressionsOf, readPack } from '../pack.ts';
import { asOfDate, type Panel, readExpression } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';
import { packSentence } from '../present/pack-sentence.ts';
import { studyPictures } from '../present/pictures.ts';
import { seriesEntry, unreadableEntry } from '../present/series-entry.ts';
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
  checkLoaded(await loadPack(input.pack, context), input, { context, look });

/** A pack with the series that it speaks of. */
export interface LoadedPack {
  readonly pack: Pack;
  /** Name of its file, as errors show it. */
  readonly file: string;
  readonly panel: Panel;
  readonly entries: readonly SeriesEntry[];
  readonly known: readonly string[];
  /** What was run of it so far. */
  readonly families: ClaimContext['families'];
}

/** Reads a pack and loads its series. */
export async function loadPack(name: string, context: Context): Promise<LoadedPack> {
  const { file, text } = await context.readPack(name);
  const pack = readPack(file, text, context.today);
  return { pack, file, ...(await loadPackPanel(pack, context)), families: new Map() };
}

/** How a pack is looked at. */
export interface Look {
  readonly context: Context;
  readonly look: ClaimContext['look'];
  /** Claims that are left out. */
  readonly leavesOut?: (claim: Pack['claims'][number]) => boolean;
}

/** As {@link checkPack}, of a pack that is loaded already. */
export function checkLoaded(loaded: LoadedPack, input: CheckInput, { context, look, leavesOut }: Look): CheckRun {
  const { pack, panel, entries, known, families } = loaded;
  const claims = chosen(pack, input.claim).filter((claim) => !leavesOut?.(claim));
  const asOf = asOfDate(input.asOf, panel, context);
  // Tomorrow's data must not change what the command gives.
  const asked = { ...input, name: 'check' as const, asOf: formatCivilDate(asOf) };
  const judged = new Map<string, JudgedPattern>();
  const contexts = new Map<string, ClaimContext>();
  const results = claims.map((claim) => {
    const madeOn = Math.min(...claim.in.map((key) => dayOf(pack.articles[key]?.date as string)));
    const claimContext: ClaimContext = { pack, claim, panel, known, asOf, madeOn, seed: input.seed, look, families };
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

function chosen(pack: Pack, id: string | undefined): Pack['claims'] {
  if (id === undefined) return pack.claims;
  const claim = pack.claims.find((candidate) => candidate.id === id);
  if (claim) return [claim];
  const ids = pack.claims.map((candidate) => candidate.id);
  throw new CallerError(`no claim "${id}" in ${pack.pack}${didYouMean(id, ids) || `; it has ${ids.join(', ')}`}`);
}

/** Loads every series of the pack that the source has. One that cannot be read is told, and counts as absent. */
async function loadPackPanel(pack: Pack, context: Context): Promise<{ panel: Panel; entries: SeriesEntry[]; known: string[] }> {
  const wanted = new Set([
    ...pack.claims.flatMap((claim) => expressionsOf(claim).flatMap(({ text, role }) => readExpression(text, role).series)),
    ...pack.confounders.flatMap(({ when, cycle }) => (when === undefined ? [cycle as string] : readExpression(when, 'trigger').series)),
  ]);
  const offered = await context.series.ids();
  const series = new Map<string, Series>();
  const entries: SeriesEntry[] = [];
  for (const id of [...wanted].filter((name) => offered.includes(name.replace(/\.adj$/, ''))).sort()) {
    try {
      series.set(id, withPackCycle(await context.series.load(id), pack));
      entries.push(seriesEntry(series.get(id) as Series, context.today));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.kind !== 'not-found') entries.push(unreadableEntry(id, error));
    }
  }
  return { panel: { series, eventFiles: new Map() }, entries, known: [...series.keys()] };
}

function withPackCycle(series: Series, pack: Pack): Series {
  const cycle = pack.series[series.id]?.cycle;
  if (series.cycle || !cycle) return series;
  return { ...series, cycle: { name: cycle.name, dates: Int32Array.from(cycle.dates, (date) => parseCivilDate(date) as number) } };
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
