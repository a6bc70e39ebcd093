import type { Pack } from '../../contract/pack.ts';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { featuresOf } from '../../core/reader/likeness/features.ts';
import { tieTo } from '../../core/reader/likeness/link.ts';
import { type Candidate, statementIn } from '../../core/reader/statements/read-text.ts';
import type { Mention } from '../../core/reader/words/lexicon.ts';
import { tokenise } from '../../core/reader/words/tokens.ts';
import { madeOn } from '../check/open-pack.ts';
import type { Context } from '../context.ts';
import { readPack } from '../pack.ts';
import type { OpenLexicon } from './lexicon.ts';
import { leadersOf, profilesOf } from './profiles.ts';
import type { GivenText } from './texts.ts';

/** A claim of a pack that a candidate is tied to. */
export interface TiedClaim {
  readonly pack: string;
  readonly claim: Pack['claims'][number];
  /** When the known claim was made. */
  readonly madeOn: EpochDay;
  readonly score: number;
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

/** Whether a claim names another index where the known one speaks of an index: a record of the one is no record of the other. */
function hasOtherLeader(about: readonly string[], leaders: readonly string[], { markets }: OpenLexicon): boolean {
  const kin = (id: string) => [id, ...(markets.get(id)?.part_of.slice(0, 1) ?? [])];
  const leading = new Set(leaders.flatMap(kin));
  const kinds = new Set(leaders.map((id) => markets.get(id)?.kind));
  const rivals = about.filter((id) => kinds.has(markets.get(id)?.kind));
  return leaders.length > 0 && rivals.length > 0 && !about.some((id) => kin(id).some((each) => leading.has(each)));
}

/** Of a misquote and what it misquotes the original is meant, unless the misquote's own measure is said and the source's is not. */
function asOriginal(
  tie: TiedClaim,
  { mentions }: Candidate,
  { books, lexicon }: { readonly books: readonly Book[]; readonly lexicon: OpenLexicon },
): TiedClaim {
  const { copy } = tie.claim.check;
  const original = copy && books.find(({ name }) => name === tie.pack)?.claims.get(copy.of);
  if (!copy || !original) return tie;
  const measuresIn = (all: readonly Mention[]) => new Set(all.flatMap(({ kind, concept }) => (kind === 'measure' ? [concept] : [])));
  const measuresOf = (text: string) => measuresIn(statementIn(text, lexicon.tablesOf('en')).mentions);
  const [said, own, source] = [measuresIn(mentions), measuresOf(copy.measure), measuresOf(copy.source)];
  const isMisquote = [...own].some((measure) => said.has(measure)) && ![...source].some((measure) => said.has(measure));
  return isMisquote ? tie : { ...tie, ...original };
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
  }));
  return (candidate, { text, language }, published) => {
    if (language === null) return null;
    const words = new Set(tokenise(text.slice(Math.max(0, candidate.start - BEFORE), candidate.end + AFTER)).map((token) => token.text));
    const features = featuresOf(candidate, lexicon.tablesOf(language).lexicon);
    const ties = books.flatMap(({ name, claims, tie }) =>
      tie({ kind: candidate.kind, features, words }).map(({ id, score }) => ({
        pack: name,
        ...(claims.get(id) as { claim: Pack['claims'][number]; madeOn: EpochDay }),
        score,
      })),
    );
    const best =
      ties
        .filter(({ claim }) => !hasOtherLeader(candidate.about, leadersOf(claim, lexicon), lexicon))
        .filter(
          ({ claim, madeOn: then }) => published === undefined || !OF_ITS_TIME.has(claim.kind) || Math.abs(published - then) <= SEASON,
        )
        .sort((a, b) => b.score - a.score)[0] ?? null;
    return best && asOriginal(best, candidate, { books, lexicon });
  };
}
