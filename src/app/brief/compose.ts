import type { BriefLine, BriefResult } from '../../contract/brief.ts';
import type { NowResult } from '../../contract/state.ts';
import { counted } from './cited.ts';
import type { Content } from './content.ts';
import type { Voice } from './expression-words.ts';
import { plainLine } from './lines.ts';
import { before } from './sections/before.ts';
import { changed } from './sections/changed.ts';
import { evidenceOn } from './sections/evidence.ts';
import { fired } from './sections/fired.ts';
import { sure } from './sections/sure.ts';
import { view } from './sections/view.ts';
import type { Speech } from './speech.ts';

/** What the page is made of; its plain text is laid out from it. */
export type BriefPage = Omit<BriefResult, 'text'>;

/** Puts what is on now into a page in a language. Every number of it is one of `now`, and no line says more than its verdict. */
export function composeBrief(
  now: NowResult,
  { speech, content, command }: { readonly speech: Speech; readonly content: Content; readonly command: string },
): BriefPage {
  const voice: Voice = { speech, content };
  const sections = [
    { id: 'fired', lines: fired(now, voice) },
    { id: 'before', lines: before(now, voice) },
    { id: 'for', lines: evidenceOn('for', now, voice) },
    { id: 'against', lines: evidenceOn('against', now, voice) },
    { id: 'changed', lines: changed(now, voice) },
    { id: 'view', lines: view(now, voice) },
    { id: 'sure', lines: sure(now, voice) },
  ] as const;
  const { pack, asOf, dataSource, dataHash, version } = now;
  return {
    ...{ pack, asOf, dataSource, dataHash, version, command },
    language: speech.language,
    heading: speech.say('heading', { date: speech.as('date', { value: asOf, from: '/asOf' }) }).text,
    title: content.title,
    question: content.question,
    lead: lead(now, voice),
    sections: sections
      .filter(({ lines }) => lines.length > 0)
      .map(({ id, lines }) => ({ id, title: speech.say(`section.${id}`).text, lines })),
    foot: [speech.say('foot.advice').text, speech.say('foot.numbers').text],
  };
}

/** How many statements are on, open, quiet, untestable; before the first was made, that it was not. */
function lead({ claims, asOf }: NowResult, { speech: { say, as } }: Voice): BriefLine[] {
  const first = claims.map(({ madeOn }, i) => ({ madeOn, i })).sort((a, b) => a.madeOn.localeCompare(b.madeOn))[0];
  if (first && first.madeOn > asOf) {
    const date = as('date', { value: first.madeOn, from: `/claims/${first.i}/madeOn` });
    return [plainLine(say('lead.notMade', { date }))];
  }
  const of = (is: string) => as('count', counted(claims, '/claims', { key: 'liveness', is }));
  const all = as('count', counted(claims, '/claims'));
  return [plainLine(say('lead.state', { all, on: of('on'), open: of('open'), quiet: of('quiet'), untestable: of('untestable') }))];
}
