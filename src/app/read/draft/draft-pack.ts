import { stringify } from 'yaml';
import { ClaimEntry, type Pack } from '../../../contract/pack.ts';
import { type EpochDay, formatCivilDate } from '../../../core/calendar/civil-date.ts';
import { fold } from '../../../core/reader/words/tokens.ts';
import { slug } from '../../../report/markup.ts';
import { CallerError } from '../../context.ts';
import { expressionsOf, packOf } from '../../pack.ts';
import { readExpression } from '../../panel.ts';
import type { Check } from './parts.ts';

/** Name of the pack of drafts. */
export const DRAFTS = 'drafts';

/** A claim as it goes into the file of drafts. */
export interface DraftClaim {
  readonly id: string;
  readonly kind: Pack['claims'][number]['kind'];
  readonly by: string;
  /** Number of its article. */
  readonly article: number;
  readonly statement: string;
  readonly test: string;
  readonly check: Check;
}

/** An article as the file of drafts names it. */
export interface DraftArticle {
  readonly key: string;
  readonly outlet: string;
  readonly date: EpochDay;
  readonly language: string | null;
}

/** Lower-case words joined by hyphens; never empty. */
export const idFrom = (text: string, fallback: string): string => slug(fold(text)).slice(0, 60).replace(/-$/, '') || fallback;

/** The claim file of drafts as YAML. */
export const draftFile = (...drafts: Parameters<typeof packOfDrafts>): string => stringify(packOfDrafts(...drafts), { lineWidth: 140 });

function packOfDrafts(claims: readonly DraftClaim[], articles: readonly DraftArticle[], titles: ReadonlyMap<string, string>) {
  const used = new Set(claims.map(({ article }) => article));
  return {
    pack: DRAFTS,
    title: 'Claims read in articles',
    question: 'Does what these articles claim hold?',
    articles: Object.fromEntries(
      articles.flatMap(({ key, outlet, date, language }, i) =>
        used.has(i) ? [[key, { outlet, date: formatCivilDate(date), ...(language !== null && { language }) }]] : [],
      ),
    ),
    series: Object.fromEntries([...seriesIn(claims)].sort().map((id) => [id, { title: titles.get(id) ?? id }])),
    claims: claims.map(({ id, kind, by, article, statement, test, check }) => ({
      ...{ id, kind, by, in: [articles[article]?.key], statement, test, check },
    })),
  };
}

/** Ids of the series that the checks of drafts read; what many say is read once. */
function seriesIn(claims: readonly Pick<DraftClaim, 'check'>[]): Set<string> {
  const expressions = claims.flatMap(({ check }) => expressionsIn(check));
  const distinct = new Map(expressions.map(({ text, role }) => [`${role} ${text}`, { text, role }]));
  return new Set(
    [...distinct.values()].flatMap(({ text, role }) => readExpression(text, role).series.map((id) => id.replace(/\.adj$/, ''))),
  );
}

const expressionsIn = (check: Check) => expressionsOf({ check: ClaimEntry.shape.check.parse(check) } as Pack['claims'][number]);

/** Why a draft would not run; null where it does. */
export function faultOf(claim: DraftClaim, article: DraftArticle, today: EpochDay): string | null {
  try {
    packOf(packOfDrafts([{ ...claim, article: 0 }], [article], new Map()), today);
    return null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error instanceof CallerError ? error.message.replace(/^the pack: /, '') : error.message;
  }
}

/** The expressions of a check, with the part that each plays. */
export const rolesOf = (check: Check): { role: string; text: string }[] =>
  expressionsIn(check).map(({ text, at }) => ({ role: String(at.findLast((step) => typeof step === 'string') ?? at[0]), text }));
