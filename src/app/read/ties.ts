import type { Pack } from '../../contract/pack.ts';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { featuresOf, MOST_MEMBERS } from '../../core/reader/likeness/features.ts';
import { tieTo } from '../../core/reader/likeness/link.ts';
import { type Candidate, statementIn } from '../../core/reader/statements/read-text.ts';
import type { Mention } from '../../core/reader/words/lexicon.ts';
import { tokenise } from '../../core/reader/words/tokens.ts';
import { madeOn } from '../check/open-pack.ts';
import type { Context } from '../context.ts';
import { readPack } from '../pack.ts';
import type { OpenLexicon } from './lexicon.ts';
import { type Asserted, type AssertedNumber, assertedBy, leadersOf, outcomesOf, profilesOf } from './profiles.ts';
import type { GivenText } from './texts.ts';

/** A claim of a pack that a candidate is tied to. */
export interface TiedClaim {
  readonly pack: string;
  readonly claim: Pack['claims'][number];
  /** When the known claim was made. */
  readonly madeOn: EpochDay;
  readonly score: number;
  /** Whether the text names who said it. */
  readonly named: boolean;
}

/**
 * Ties a candidate of a text to the claim of a pack that says the same; null where none does.
 *
 * @param published - When the text came out, where that is known.
 */
export type TieClaim = (candidate: Candidate, text: GivenText, published: EpochDay | undefined) => TiedClaim | null;

/** How things stand, and what is to come, is another claim a season later: days. */
const SEASON = 92;
const OF_ITS_TIME: ReadonlySet<string> = new Set(['condition', 'forecast']);

type NamedText = { readonly name: string; readonly file: string; readonly text: string };

interface Opened {
  readonly files: readonly NamedText[];
  readonly lexicon: OpenLexicon;
  readonly today: EpochDay;
  readonly tie: TieClaim;
}

/** What was opened last: packs are large, and seldom others. */
let last: Opened | undefined;

/**
 * Opens the packs that claims are tied to: one, or all that ship.
 *
 * @throws CallerError with file, line and column for the first fault.
 */
export async function openTies(name: string | undefined, context: Context, lexicon: OpenLexicon): Promise<TieClaim> {
  const { today } = context;
  const names = name === undefined ? await context.packs() : [name];
  const files = await Promise.all(names.map(async (each) => ({ name: each, ...(await context.readPack(each)) })));
  if (last && last.lexicon === lexicon && last.today === today && isSame(last.files, files)) return last.tie;
  const packs = files.map(({ name: pack, file, text }) => ({ name: pack, pack: readPack(file, text, today) }));
  const tie = tying(packs, lexicon);
  last = { files, lexicon, today, tie };
  return tie;
}

const isSame = (a: readonly NamedText[], b: readonly NamedText[]): boolean =>
  a.length === b.length && a.every(({ name, file, text }, i) => name === b[i]?.name && file === b[i]?.file && text === b[i]?.text);

/** Letters before a candidate in which its source may be named. */
const BEFORE = 200;
const AFTER = 80;

/** Whether a sentence speaks of something that the known claim does not: another market, another number, the opposite. */
function contradicts(candidate: Candidate, claim: Pack['claims'][number], { lexicon, profile, named }: Against): boolean {
  const { markets } = lexicon;
  const kin = (id: string) => [id, ...(markets.get(id)?.part_of ?? [])];
  const isKin = (a: string, b: string) =>
    kin(a).includes(b) || kin(b).includes(a) || markets.get(a)?.part_of[0] === b || isNearKin(a, b, lexicon);
  const kindOf = (id: string) => markets.get(id)?.kind;
  const leaders = leadersOf(claim, lexicon);
  const known = [...new Set([...leaders, ...outcomesOf(claim, lexicon), ...profile.markets])];
  // A record of one index is no record of another; nor does it help that a second one is the claim's.
  const kinds = new Set(leaders.map(kindOf));
  if (candidate.about.some((id) => kinds.has(kindOf(id)) && !known.some((each) => isKin(id, each)))) return true;
  const outcomes = outcomesOf(claim, lexicon);
  if (outcomes.length > 0 && !candidate.about.some((id) => outcomes.some((each) => isKin(id, each)))) return true;
  return !named && (otherNumber(candidate, profile.numbers) || isOpposite(candidate, profile.says));
}

interface Against {
  readonly lexicon: OpenLexicon;
  readonly profile: Asserted;
  /** Whether the claim's own source is named: then another number is a misquote. */
  readonly named: boolean;
}

/** Two markets of one narrow group, such as an index of small caps and its fund. */
function isNearKin(a: string, b: string, { markets, tablesOf }: OpenLexicon): boolean {
  const nearest = (id: string) => markets.get(id)?.part_of[0];
  const group = nearest(a);
  return group !== undefined && group === nearest(b) && (tablesOf('en').lexicon.members.get(group) ?? 0) <= MOST_MEMBERS;
}

const COMPARED_UNITS: ReadonlySet<string> = new Set(['percent', 'bp', 'USD', 'EUR', 'GBP', 'JPY', 'points', 'count']);

/** Whether a sentence gives numbers of a unit in which the claim asserts others. */
function otherNumber({ quantities }: Candidate, asserted: readonly AssertedNumber[]): boolean {
  const own = quantities.filter(({ inWords }) => !inWords).map(({ value, unit }) => ({ value, unit: unit ?? 'count' }));
  const units = new Set(asserted.map(({ unit }) => unit));
  const comparable = own.filter(({ unit, value }) => COMPARED_UNITS.has(unit) && units.has(unit) && (unit !== 'count' || value >= 100));
  const isSame = (a: AssertedNumber, b: AssertedNumber) => a.unit === b.unit && Math.abs(a.value - b.value) <= 0.03 * Math.abs(b.value);
  return comparable.length > 0 && !comparable.some((each) => asserted.some((other) => isSame(each, other)));
}

const OPPOSITES = [
  ['inflows', 'outflows'],
  ['new-high', 'new-low'],
  ['outperforms', 'underperforms'],
] as const;

function isOpposite({ mentions }: Candidate, says: ReadonlySet<string>): boolean {
  const has = (concept: string) => mentions.some((mention) => mention.concept === concept);
  return OPPOSITES.some(
    ([a, b]) => (has(a) && !has(b) && says.has(b) && !says.has(a)) || (has(b) && !has(a) && says.has(a) && !says.has(b)),
  );
}

/** Of a misquote and what it misquotes the original is meant, unless the misquote's own measure is said and the source's is not. */
function asOriginal(
  tie: TiedClaim,
  { mentions }: Candidate,
  { books, lexicon }: { readonly books: readonly Book[]; readonly lexicon: OpenLexicon },
): TiedClaim | null {
  const { copy } = tie.claim.check;
  const original = copy && books.find(({ name }) => name === tie.pack)?.claims.get(copy.of);
  if (!copy || !original) return tie;
  const measuresIn = (all: readonly Mention[]) => new Set(all.flatMap(({ kind, concept }) => (kind === 'measure' ? [concept] : [])));
  const measuresOf = (text: string) => measuresIn(statementIn(text, lexicon.tablesOf('en')).mentions);
  const [said, own, source] = [measuresIn(mentions), measuresOf(copy.measure), measuresOf(copy.source)];
  const isMisquote = [...own].some((measure) => said.has(measure)) && ![...source].some((measure) => said.has(measure));
  if (!isMisquote) return { ...tie, ...original };
  // Whoever names no source quotes nobody: it is a figure of another kind.
  return tie.named ? tie : null;
}

interface Book {
  readonly name: string;
  readonly claims: ReadonlyMap<string, Pick<TiedClaim, 'claim' | 'madeOn'>>;
}

function tying(packs: readonly { readonly name: string; readonly pack: Pack }[], lexicon: OpenLexicon): TieClaim {
  const books = packs.map(({ name, pack }) => ({
    name,
    claims: new Map(pack.claims.map((claim) => [claim.id, { claim, madeOn: madeOn(pack, claim) }])),
    tie: tieTo(profilesOf(pack, lexicon)),
    asserted: new Map(pack.claims.map((claim) => [claim.id, assertedBy(claim, lexicon)])),
  }));
  return (candidate, { text, language }, published) => {
    if (language === null) return null;
    const words = new Set(tokenise(text.slice(Math.max(0, candidate.start - BEFORE), candidate.end + AFTER)).map((token) => token.text));
    const features = featuresOf(candidate, lexicon.tablesOf(language).lexicon);
    const ties = books.flatMap(({ name, claims, tie, asserted }) =>
      tie({ kind: candidate.kind, features, words }).map(({ id, score, named }) => ({
        pack: name,
        named,
        profile: asserted.get(id) as Asserted,
        ...(claims.get(id) as { claim: Pack['claims'][number]; madeOn: EpochDay }),
        score,
      })),
    );
    const best =
      ties
        .filter(({ claim, profile, named }) => !contradicts(candidate, claim, { lexicon, profile, named }))
        .filter(
          ({ claim, madeOn: then }) => published === undefined || !OF_ITS_TIME.has(claim.kind) || Math.abs(published - then) <= SEASON,
        )
        .sort((a, b) => b.score - a.score)[0] ?? null;
    return best && asOriginal(best, candidate, { books, lexicon });
  };
}
