import type { ReadArticle, ReadResult } from '../../contract/read.ts';
import { DAY_MS, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { nameWords } from '../../core/reader/likeness/features.ts';
import type { Context } from '../context.ts';
import { readRows } from '../forecast/chain.ts';
import { linesOf, scoredOf } from '../forecast/lines.ts';
import { bySource } from '../forecast/scores.ts';

type Source = ReadResult['sources'][number];

/** Who is said to have said what, with the scores that the ledger has of them. */
export async function sourcesOf(articles: readonly ReadArticle[], context: Context): Promise<Source[]> {
  const claims = articles.flatMap((article) => article.claims);
  const records = await recordsOf(context);
  const tied = new Set(claims.flatMap(({ tie }) => (tie ? [tie.by] : [])));
  const names = Map.groupBy(
    claims.flatMap((claim) =>
      claim.tie ? [{ by: claim.tie.by, claim }] : claim.by === null ? [] : [{ by: fullName(claim.by, tied), claim }],
    ),
    ({ by }) => by,
  );
  return [...names].map(([by, said]) => {
    const record = records.find((each) => each.by === by) ?? records.find((each) => sharesName(each.by, by)) ?? null;
    return {
      by,
      claims: said.length,
      record,
      hint: record
        ? ''
        : hintOf(
            said.map(({ claim }) => claim),
            context,
          ),
    };
  });
}

/** Who is named in part is the source of a known claim that has all of the name. */
const fullName = (by: string, known: ReadonlySet<string>): string => [...known].find((each) => sharesName(each, by)) ?? by;

const sharesName = (a: string, b: string): boolean => {
  const words = new Set(nameWords(a));
  const others = nameWords(b);
  return others.length > 0 && others.every((word) => words.has(word));
};

function hintOf(claims: readonly ReadArticle['claims'][number][], { program }: Context): string {
  const tied = claims.find(({ tie }) => tie !== null)?.tie;
  if (tied) return `${program} forecast seal ${tied.pack} --claim ${tied.claim} seals what is open.`;
  return claims.some(({ draft }) => draft !== null && draft.missing.length === 0)
    ? `Keep the drafts as a file; ${program} forecast seal FILE seals what is open.`
    : 'None of these claims can be scored as it stands.';
}

/** The scores of each source; none where there is no ledger yet. */
async function recordsOf({ store, data }: Context) {
  if (!store) return [];
  const lines = linesOf(readRows(await store.ledgerRows()), formatCivilDate(Math.floor(data.now() / DAY_MS)));
  return bySource(scoredOf(lines));
}
