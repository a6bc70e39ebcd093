import type { Pack } from '../../contract/pack.ts';
import { featuresOf } from '../../core/reader/features.ts';
import { tieTo } from '../../core/reader/link.ts';
import type { Candidate } from '../../core/reader/read-text.ts';
import { tokenise } from '../../core/reader/tokens.ts';
import type { Context } from '../context.ts';
import { readPack } from '../pack.ts';
import type { OpenLexicon } from './lexicon.ts';
import { profilesOf } from './profiles.ts';
import type { GivenText } from './texts.ts';

/** A claim of a pack that a candidate is tied to. */
export interface TiedClaim {
  readonly pack: string;
  readonly claim: Pack['claims'][number];
  readonly score: number;
}

/** A pack that claims are tied to, by the name it is checked under. */
export interface TiedPack {
  readonly name: string;
  readonly pack: Pack;
}

/** The packs that claims are tied to: one, or all that ship. */
export async function packsOf(name: string | undefined, context: Context): Promise<TiedPack[]> {
  const names = name === undefined ? await context.packs() : [name];
  return Promise.all(
    names.map(async (each) => {
      const { file, text } = await context.readPack(each);
      return { name: each, pack: readPack(file, text, context.today) };
    }),
  );
}

/** Letters before a candidate in which its source may be named. */
const BEFORE = 200;
const AFTER = 80;

/** Ties a candidate of a text to the claim of a pack that says the same, if one does. */
export function tying(packs: readonly TiedPack[], lexicon: OpenLexicon): (candidate: Candidate, text: GivenText) => TiedClaim | null {
  const books = packs.map(({ name, pack }) => ({
    name,
    claims: new Map(pack.claims.map((claim) => [claim.id, claim])),
    tie: tieTo(profilesOf(pack, lexicon)),
  }));
  return (candidate, { text, language }) => {
    if (language === null) return null;
    const words = new Set(tokenise(text.slice(Math.max(0, candidate.start - BEFORE), candidate.end + AFTER)).map((token) => token.text));
    const features = featuresOf(candidate, lexicon.tablesOf(language).lexicon);
    const ties = books.flatMap(({ name, claims, tie }) =>
      tie({ kind: candidate.kind, features, words }).map(({ id, score }) => ({
        pack: name,
        claim: claims.get(id) as Pack['claims'][number],
        score,
      })),
    );
    return ties.sort((a, b) => b.score - a.score)[0] ?? null;
  };
}
