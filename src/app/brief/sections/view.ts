import type { BriefLine } from '../../../contract/brief.ts';
import type { CatalystReading } from '../../../contract/evidence.ts';
import { quoted } from '../../../contract/languages.ts';
import type { NowResult } from '../../../contract/state.ts';
import type { VerdictKind } from '../../../contract/verdict.ts';
import { counted } from '../cited.ts';
import { outcomeParts, triggerWords, type Voice, words } from '../expression-words.ts';
import { claimsAt, plainLine, verdictLine } from '../lines.ts';
import { MAY_SAY } from '../may-say.ts';
import { told } from './before.ts';

/** A trigger is near where so small a move would fire it. */
const NEAR = 0.05;
const MOST_NEAR = 2;
/** So many days ahead a dated event is told. */
const AHEAD_DAYS = 120;
const MOST_CATALYSTS = 3;

/** What would change the view: the next date that decides, what would move each verdict, what is near, what is awaited, what is missing. */
export function view(now: NowResult, voice: Voice): BriefLine[] {
  return [...nextDue(now, voice), ...verdictsMoved(now, voice), ...near(now, voice), ...awaited(now, voice), ...missing(now, voice)];
}

/** The verdicts of the claims that are told one by one, each once. */
export const kindsTold = (now: NowResult): VerdictKind[] => [...new Set(told(now).map(({ claim }) => claim.verdictKind))];

function nextDue(now: NowResult, voice: Voice): BriefLine[] {
  const open = claimsAt(now).flatMap(({ claim, at }) =>
    claim.open.map((horizon, i) => ({ horizon, at: `${at}/open/${i}`, isStudy: claim.kind !== 'forecast' })),
  );
  const ahead = open.filter(({ horizon: { dueDate } }) => dueDate !== null && dueDate >= now.asOf);
  const next = ahead.sort((a, b) => (a.horizon.dueDate as string).localeCompare(b.horizon.dueDate as string))[0];
  if (!next) return [];
  const { say, as } = voice.speech;
  const date = as('date', { value: next.horizon.dueDate as string, from: `${next.at}/dueDate` });
  if (!next.isStudy) return [plainLine(say('view.dueOther', { date }))];
  const { name, series, span } = outcomeParts({ value: next.horizon.outcome, from: `${next.at}/outcome` }, voice);
  if (name !== 'return' || span === null) return [plainLine(say('view.dueOther', { date }))];
  const event = as('date', { value: next.horizon.eventDate, from: `${next.at}/eventDate` });
  return [plainLine(say('view.due', { date, series, span, event }))];
}

function verdictsMoved(now: NowResult, voice: Voice): BriefLine[] {
  return kindsTold(now).flatMap((kind) => {
    const { would } = MAY_SAY[kind];
    return would === null ? [] : [verdictLine(kind, voice.speech.say(would), voice)];
  });
}

function near(now: NowResult, voice: Voice): BriefLine[] {
  const away = claimsAt(now).flatMap(({ claim: { trigger }, at }) => {
    const isNear = trigger?.state !== 'on' && trigger?.distance != null && trigger.distance !== 0 && Math.abs(trigger.distance) <= NEAR;
    return trigger && isNear ? [{ trigger, distance: trigger.distance as number, at: `${at}/trigger` }] : [];
  });
  const distinct = away.filter((one, i) => away.findIndex(({ trigger }) => trigger.expression === one.trigger.expression) === i);
  const nearest = distinct.sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance)).slice(0, MOST_NEAR);
  return nearest.map(({ trigger, distance, at }) => {
    const fillings = {
      trigger: triggerWords(trigger, at, voice),
      distance: voice.speech.as('change', { value: distance, from: `${at}/distance` }),
    };
    return plainLine(voice.speech.say('view.away', fillings));
  });
}

function awaited(now: NowResult, voice: Voice): BriefLine[] {
  const all = (now.evidence?.catalysts ?? []).map((catalyst, i) => ({ catalyst, at: `/evidence/catalysts/${i}` }));
  const days = ({ catalyst }: (typeof all)[number]) => catalyst.days ?? 0;
  const ahead = all.filter(({ catalyst }) => catalyst.status === 'ahead' && (catalyst.days ?? AHEAD_DAYS + 1) <= AHEAD_DAYS);
  const overdue = all.filter(({ catalyst }) => catalyst.status === 'overdue');
  return [...ahead.sort((a, b) => days(a) - days(b)).slice(0, MOST_CATALYSTS), ...overdue].flatMap(({ catalyst, at }) =>
    catalystLine(catalyst, at, voice),
  );
}

function catalystLine({ id, title, date, days, status }: CatalystReading, at: string, voice: Voice): BriefLine[] {
  if (date === null) return [];
  const { say, as } = voice.speech;
  const fillings = {
    title: words(voice.content.catalyst(id, title), `${at}/title`),
    date: as('date', { value: date, from: `${at}/date` }),
  };
  if (status === 'ahead' && voice.content.isDeadline(id, date)) {
    const said = words(quoted(fillings.title.text, voice.speech.language), `${at}/title`);
    return [plainLine(say('view.deadline', { ...fillings, title: said }))];
  }
  if (status === 'overdue') return [plainLine(say('view.overdue', fillings))];
  if (days === null || days <= 0) return [plainLine(say('view.today', fillings))];
  return [plainLine(say('view.ahead', { ...fillings, days: as('count', { value: days, from: `${at}/days` }) }))];
}

/** Series as a need names them: `TOTAL3: …`, `A, B to 12 Jan 2026`. */
const SERIES_NEED = /^([A-Z][A-Z0-9_.]*(?:, [A-Z][A-Z0-9_.]*)*)(?= to \d|:|$)/;
const MOST_MISSING = 8;

function missing({ claims, asOf }: NowResult, { speech: { say, as } }: Voice): BriefLine[] {
  const untestable = counted(claims, '/claims', { key: 'liveness', is: 'untestable' });
  // Of statements that were made later the head of the page has told already.
  if (untestable.value === 0 || claims.every(({ madeOn }) => madeOn > asOf)) return [];
  const n = as('count', untestable);
  const series = new Set(
    claims
      .filter(({ liveness }) => liveness === 'untestable')
      .flatMap(({ needs }) => needs.flatMap((need) => SERIES_NEED.exec(need)?.[1]?.split(', ') ?? [])),
  );
  const list = [...series];
  if (list.length === 0) return [plainLine(say('view.needsOther', { n }))];
  const shown = `${list.slice(0, MOST_MISSING).join(', ')}${list.length > MOST_MISSING ? ' …' : ''}`;
  return [plainLine(say('view.needs', { n, list: words(shown, '/claims') }))];
}
