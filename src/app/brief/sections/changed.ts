import type { BriefLine } from '../../../contract/brief.ts';
import type { Change, Changes } from '../../../contract/evidence.ts';
import { quoted } from '../../../contract/languages.ts';
import type { NowResult } from '../../../contract/state.ts';
import { VerdictKind } from '../../../contract/verdict.ts';
import { verdictWords } from '../../../contract/verdict-words.ts';
import { triggerWords, type Voice, words } from '../expression-words.ts';
import { claimsAt, plainLine, quotedLine } from '../lines.ts';
import type { Phrase } from '../speech.ts';

/** So many changes since one date are told. */
const MOST = 4;

/** What is not as it was: since yesterday, a week ago, the last run; what was told of a newer date is not told again. */
export function changed(now: NowResult, voice: Voice): BriefLine[] {
  const told = new Set<string>();
  return now.changes.flatMap((since, i) => {
    const lines = distinct(since.changes.filter((change) => isNew(change, told)).flatMap((change) => changeLine(change, now, voice)));
    return grouped(lines, { since, at: `/changes/${i}` }, voice);
  });
}

function isNew({ kind, id, is }: Change, told: Set<string>): boolean {
  const key = `${kind} ${id} ${is}`;
  const known = told.has(key);
  told.add(key);
  return !known;
}

/** Claims share their triggers, and one line says it for all of them. */
const distinct = (lines: readonly BriefLine[]): BriefLine[] =>
  lines.filter(({ text, claim }, i) => lines.findIndex((other) => other.text === text && other.claim === claim) === i);

function grouped(
  lines: readonly BriefLine[],
  { since, at }: { readonly since: Changes; readonly at: string },
  { speech: { say, as } }: Voice,
): BriefLine[] {
  const date = as('date', { value: since.asOf, from: `${at}/asOf` });
  if (lines.length > 0) return [plainLine(say('changed.since', { date })), ...lines.slice(0, MOST)];
  return since.since === 'yesterday' ? [plainLine(say('changed.none', { date }))] : [];
}

function changeLine({ kind, id, was, is }: Change, now: NowResult, voice: Voice): BriefLine[] {
  const { say, language } = voice.speech;
  if (kind === 'indicator' || kind === 'catalyst') {
    const title = titleOf(kind === 'indicator' ? 'indicators' : 'catalysts', id, now, voice);
    if (title === undefined) return [];
    if (kind === 'catalyst' && was === is) return [plainLine(say('changed.step', { title }))];
    return [plainLine(say(kind === 'indicator' ? 'changed.indicator' : 'changed.catalyst', { title, was, is }))];
  }
  const one = claimsAt(now).find(({ claim }) => claim.id === id);
  if (!one) return [];
  if (kind === 'trigger') {
    const { trigger } = one.claim;
    return trigger ? [plainLine(say('changed.trigger', { trigger: triggerWords(trigger, `${one.at}/trigger`, voice), was, is }))] : [];
  }
  if (kind === 'horizon') return [plainLine(say(is === 'over' ? 'changed.over' : 'changed.begun'))];
  // What it hangs on or needs may be another; the brief names the verdict alone.
  const before = VerdictKind.safeParse(was === is ? undefined : was);
  return before.success
    ? [quotedLine(one, say('changed.verdict', { was: words(quoted(verdictWords(before.data, language), language)) }), voice)]
    : [];
}

function titleOf(list: 'indicators' | 'catalysts', id: string, { evidence }: NowResult, { content }: Voice): Phrase | undefined {
  const index = evidence?.[list].findIndex((one) => one.id === id) ?? -1;
  const title = evidence?.[list][index]?.title;
  if (title === undefined) return undefined;
  return words(list === 'indicators' ? content.indicator(id, title) : content.catalyst(id, title), `/evidence/${list}/${index}/title`);
}
