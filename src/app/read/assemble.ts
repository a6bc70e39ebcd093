import { formatNumber } from '../../contract/format.ts';
import type { ExtractedClaim, ReadArticle, ReadClaim, ReadInput, ReadVerdict } from '../../contract/read.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Candidate } from '../../core/reader/statements/read-text.ts';
import type { Context } from '../context.ts';
import { type DataDay, dataDay } from './data-day.ts';
import { draftOf } from './draft/draft-of.ts';
import { DRAFTS, type DraftArticle, type DraftClaim, draftFile, faultOf, idFrom, rolesOf } from './draft/draft-pack.ts';
import type { Check } from './draft/parts.ts';
import type { OpenLexicon } from './lexicon.ts';
import type { GivenText } from './texts.ts';
import { openTies, type TiedClaim } from './ties.ts';
import { verdictsOf, withDrafts } from './verdicts.ts';

/** A text with the candidates found in it, and the claims that somebody else gave for them. */
export interface ReadText {
  readonly text: GivenText;
  readonly candidates: readonly { readonly candidate: Candidate; readonly given?: ExtractedClaim }[];
}

/** A candidate with all that was found out about it. */
export interface Known {
  readonly candidate: Candidate;
  readonly tie: TiedClaim | null;
  readonly draft: ReadClaim['draft'];
  /** The claim as the file of drafts has it; null where it cannot be checked. */
  readonly claim: DraftClaim | null;
}

/** What reading is done with. `published`: the day on which the texts came out; undefined where it was not said. */
interface World {
  readonly context: Context;
  readonly input: ReadInput;
  readonly lexicon: OpenLexicon;
  readonly published: EpochDay | undefined;
}

/** What reading texts gave: articles in the contract's shape, what was known of each claim, the drafts as a file. */
export interface Assembled {
  readonly articles: ReadArticle[];
  readonly known: readonly (readonly Known[])[];
  readonly drafts: string | null;
  /** The last day of the data on what is spoken of. */
  readonly dataDay: EpochDay;
}

/** Ties the candidates of texts to claims of packs, drafts the others, and checks all that can be. */
export async function readTexts(found: readonly ReadText[], world: World): Promise<Assembled> {
  const { context, input, lexicon, published } = world;
  const all = found.flatMap(({ candidates }) => candidates.map(({ candidate }) => candidate));
  const data = await dataDay(all, lexicon, context);
  const days = published === undefined ? data : { ...data, all: published, of: () => published };
  const tie = await openTies(input.pack, context, lexicon);
  const places = found.map(
    ({ text }, i): DraftArticle => ({
      key: `${idFrom(text.name, 'text')}-${i + 1}`,
      outlet: input.outlet ?? text.name,
      date: days.all,
      language: text.language,
    }),
  );
  const drafting: Drafting = { world, days, places, ids: new Map(), faults: new Map(), room: MOST_DRAFTS };
  const known = found.map(({ text, candidates }, article) =>
    candidates.map(({ candidate, given }): Known => {
      // Expressions that were given are checked as they are.
      const tied = given?.when !== undefined && given.outcome !== undefined ? null : tie(candidate, text, published);
      return {
        candidate,
        tie: tied,
        ...(tied ? { draft: null, claim: null } : drafted({ candidate, given, article, text }, drafting)),
      };
    }),
  );
  const claims = known.flat().flatMap(({ claim }) => (claim ? [claim] : []));
  const titles = new Map([...lexicon.markets.values()].flatMap(({ id, title }) => [[id, title] as const]));
  const drafts = claims.length === 0 ? null : draftFile(claims, places, titles);
  const verdicts = input.unchecked
    ? new Map<string, ReadVerdict>()
    : await allVerdicts(known.flat(), drafts, { context, asOf: input.asOf });
  const articles = found.map(
    ({ text }, i): ReadArticle => ({
      ...{
        name: text.name,
        language: text.language,
        published: input.published ?? null,
        text: text.text,
        notes: [...text.notes, ...roomNote(known[i] as readonly Known[])],
      },
      claims: (known[i] as readonly Known[]).map((each) =>
        shown(each, text, { lexicon, verdict: verdicts.get(keyOf(each) ?? '') ?? null }),
      ),
    }),
  );
  return { articles, known, drafts, dataDay: data.all };
}

/** What the verdict on a claim goes by; a denial has none, since a verdict on what it denies would read as one on itself. */
const keyOf = ({ candidate, tie, draft }: Known): string | null =>
  candidate.stance === 'denies'
    ? null
    : tie
      ? `${tie.pack} ${tie.claim.id}`
      : draft && draft.missing.length === 0
        ? `${DRAFTS} ${draft.id}`
        : null;

/** Verdicts on tied claims, and on drafts that run, by pack and id. */
async function allVerdicts(
  known: readonly Known[],
  drafts: string | null,
  { context, asOf }: { readonly context: Context; readonly asOf: string | undefined },
): Promise<Map<string, ReadVerdict>> {
  const all = new Map<string, ReadVerdict>();
  const byPack = Map.groupBy(
    known.flatMap(({ tie }) => (tie ? [tie] : [])),
    ({ pack }) => pack,
  );
  for (const [pack, ties] of byPack) {
    const found = await verdictsOf(pack, new Set(ties.map(({ claim }) => claim.id)), { context, asOf, isDraft: false });
    for (const [id, verdict] of found) all.set(`${pack} ${id}`, verdict);
  }
  if (drafts === null) return all;
  const ids = new Set(known.flatMap(({ claim }) => (claim ? [claim.id] : [])));
  // A draft is made on the day of its text, which may lie after the last value.
  const day = asOf ?? formatCivilDate(context.today);
  const found = await verdictsOf(DRAFTS, ids, { context: withDrafts(context, DRAFTS, drafts), asOf: day, isDraft: true });
  for (const [id, verdict] of found) all.set(`${DRAFTS} ${id}`, verdict);
  return all;
}

interface Undrafted {
  readonly candidate: Candidate;
  readonly given: ExtractedClaim | undefined;
  readonly article: number;
  readonly text: GivenText;
}

interface Drafting {
  readonly world: World;
  /** When a claim was made, as far as it is known, and how close its data are. */
  readonly days: DataDay;
  readonly places: readonly DraftArticle[];
  /** Ids that are taken, each with how many drafts have it or begin with it. */
  readonly ids: Map<string, number>;
  /** Faults of the checks that were drafted so far. */
  readonly faults: Map<string, string | null>;
  /** How many drafts may still be made. */
  room: number;
}

/** Claims that one reading drafts at most, so that its time and the file of drafts stay bounded. */
const MOST_DRAFTS = 150;
const NO_ROOM = `a reading of fewer claims: one drafts ${MOST_DRAFTS} at most`;

/** Letters of a quote that a draft gives. */
const LONGEST_STATEMENT = 400;

function drafted({ candidate, given, article, text }: Undrafted, drafting: Drafting): Pick<Known, 'draft' | 'claim'> {
  const { lexicon } = drafting.world;
  const own =
    given?.when !== undefined && given.outcome !== undefined
      ? { check: { study: { when: given.when, then: [given.outcome] } } as Check, test: 'The study that was given.', missing: [] }
      : undefined;
  const draft =
    own ??
    draftOf({
      candidate,
      markets: lexicon.markets,
      published: drafting.days.of(candidate),
      spacing: drafting.days.spacing(candidate),
      text: text.text,
    });
  const id = uniqueId(candidate, drafting.ids);
  if (draft.check !== null && drafting.room-- <= 0)
    return { draft: { id, expressions: [], test: draft.test, missing: [NO_ROOM] }, claim: null };
  if (draft.check === null) return { draft: { id, expressions: [], test: draft.test, missing: [...draft.missing] }, claim: null };
  const claim: DraftClaim = {
    ...{ id, kind: candidate.kind, article, test: draft.test, check: draft.check },
    by: candidate.by ?? text.name,
    statement: text.text.slice(candidate.start, candidate.end).replace(/\s+/gu, ' ').slice(0, LONGEST_STATEMENT),
  };
  const fault = faultKnown(claim, drafting);
  if (fault !== null) return { draft: { id, expressions: [], test: draft.test, missing: [fault] }, claim: null };
  return { draft: { id, expressions: rolesOf(draft.check), test: draft.test, missing: [] }, claim };
}

/** Why a draft would not run, asked once of all drafts of one check. */
function faultKnown(claim: DraftClaim, { places, faults, world }: Drafting): string | null {
  const place = places[claim.article] as DraftArticle;
  const key = JSON.stringify([claim.article, claim.kind, claim.check]);
  const known = faults.get(key);
  if (known !== undefined) return known;
  const fault = faultOf(claim, place, world.context.today);
  faults.set(key, fault);
  return fault;
}

function roomNote(known: readonly Known[]): string[] {
  const count = known.filter(({ draft }) => draft?.missing[0] === NO_ROOM).length;
  return count === 0
    ? []
    : [`${formatNumber(count)} of its claims could be drafted and are not, since one reading drafts ${MOST_DRAFTS} at most.`];
}

/** An id that no draft has, and how many times its beginning was taken. */
function uniqueId({ about, kind }: Candidate, ids: Map<string, number>): string {
  const base = idFrom(`${about.slice(0, 2).join(' ')} ${kind}`, kind);
  let count = (ids.get(base) ?? 0) + 1;
  let id = count === 1 ? base : `${base}-${count}`;
  while (id !== base && ids.has(id)) id = `${base}-${++count}`;
  ids.set(base, count);
  if (id !== base) ids.set(id, 1);
  return id;
}

function shown(
  { candidate, tie, draft }: Known,
  { text }: GivenText,
  { lexicon, verdict }: { readonly lexicon: OpenLexicon; readonly verdict: ReadVerdict | null },
): ReadClaim {
  const { start, end, kind, stance, by, about, quantities, dates } = candidate;
  const iso = (day: EpochDay | null) => (day === null ? null : formatCivilDate(day));
  return {
    ...{ start, end, quote: text.slice(start, end), kind, stance, by },
    about: about.map((id) => ({ id, title: lexicon.markets.get(id)?.title ?? id, series: lexicon.markets.get(id)?.series ?? null })),
    numbers: quantities.map(({ start: from, end: to, value, to: upper, unit, approx, sign }) => ({
      text: text.slice(from, to),
      value: sign === -1 ? -value : value,
      to: upper !== null && sign === -1 ? -upper : upper,
      unit,
      approx,
    })),
    dates: dates.map(({ start: from, end: to, from: first, to: last }) => ({
      text: text.slice(from, to),
      from: iso(first),
      to: iso(last),
    })),
    tie: tie && {
      pack: tie.pack,
      claim: tie.claim.id,
      statement: tie.claim.statement,
      by: tie.claim.by,
      madeOn: formatCivilDate(tie.madeOn),
      score: Math.round(1000 * tie.score) / 1000,
    },
    ...{ draft, verdict, misquoted: null },
  };
}
