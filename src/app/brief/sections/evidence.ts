import type { BriefKind, BriefLine } from '../../../contract/brief.ts';
import type { IndicatorReading } from '../../../contract/evidence.ts';
import { quoted } from '../../../contract/languages.ts';
import type { ClaimState, NowResult } from '../../../contract/state.ts';
import { type Voice, words } from '../expression-words.ts';
import { type ClaimAt, claimLine, claimsAt, plainLine } from '../lines.ts';
import type { Phrase } from '../speech.ts';
import { unitWords } from '../units.ts';

/** So many indicators of a side are told one by one. */
const MOST = 4;

/** The readings on one side: the pack's indicators, or where it names none the conditions of its claims. */
export function evidenceOn(side: 'for' | 'against', now: NowResult, voice: Voice): BriefLine[] {
  if (now.evidence === null) return conditionsOn(side, now, voice);
  const { indicators, reading } = now.evidence;
  const own = indicators
    .map((indicator, i) => ({ indicator, at: `/evidence/indicators/${i}` }))
    .filter(({ indicator }) => indicator.side === side);
  const shown = own.toSorted((a, b) => remoteness(b.indicator) - remoteness(a.indicator)).slice(0, MOST);
  const { say, as } = voice.speech;
  const more =
    own.length > MOST
      ? [plainLine(say('evidence.farthest', { n: as('count', { value: reading[side], from: `/evidence/reading/${side}` }) }))]
      : [];
  const thesis = side === 'for' && voice.content.thesis !== '' ? [thesisLine(voice)] : [];
  return [...thesis, ...more, ...shown.flatMap(({ indicator, at }) => indicatorLine(indicator, at, voice))];
}

/** What it is that speaks for or against: quoted, for nobody here says it. */
const thesisLine = ({ speech, content }: Voice): BriefLine =>
  plainLine(speech.say('evidence.thesis', { thesis: words(quoted(content.thesis, speech.language), '/evidence/thesis') }));

/** How far a reading stands from the middle of its own past. */
const remoteness = ({ now }: IndicatorReading): number => (now === null ? 0 : Math.abs(now.percentile - 0.5));

function indicatorLine({ id, title, unit, now, ageDays }: IndicatorReading, at: string, voice: Voice): BriefLine[] {
  if (now === null) return [];
  return [
    plainLine(
      readingWords(
        { title: words(voice.content.indicator(id, title), `${at}/title`), unit, ...now, ageDays },
        { value: `${at}/now`, age: at },
        voice,
      ),
    ),
  ];
}

/** Units whose numbers are written as percentages. */
const KINDS: Readonly<Record<string, BriefKind>> = { '%': 'change', share: 'share' };

interface Reading {
  readonly title: Phrase;
  readonly unit: string;
  readonly value: number;
  readonly date: string;
  readonly percentile: number;
  readonly observations: number;
  readonly ageDays: number | null;
}

function readingWords(reading: Reading, at: { readonly value: string; readonly age: string }, { speech }: Voice): Phrase {
  const { say, as, language } = speech;
  const { title, unit, value, ageDays } = reading;
  const number = as(KINDS[unit] ?? 'level', { value, from: `${at.value}/value` });
  const unitText = unit in KINDS ? '' : unitWords(unit, language);
  const age = ageDays === null || ageDays <= 0 ? null : as('count', { value: ageDays, from: `${at.age}/ageDays` });
  return say('evidence.reading', {
    title,
    value: unitText === '' ? number : { text: `${number.text}\u00a0${unitText}`, values: [number] },
    date: as('date', { value: reading.date, from: `${at.value}/date` }),
    percentile: as('percentile', { value: reading.percentile, from: `${at.value}/percentile` }),
    n: as('count', { value: reading.observations, from: `${at.value}/observations` }),
    age: age === null ? '' : say('evidence.age', { days: age }),
  });
}

function conditionsOn(side: 'for' | 'against', now: NowResult, voice: Voice): BriefLine[] {
  return claimsAt(now).flatMap((one) =>
    one.claim.evidence.flatMap((condition, i) => {
      const phrase = condition.side === side ? conditionWords(condition, { one, index: i }, voice) : null;
      return phrase ? [claimLine(one, phrase, voice)] : [];
    }),
  );
}

function conditionWords(
  { label, value, unit, date, percentile, observations, ageDays }: ClaimState['evidence'][number],
  { one, index }: { readonly one: ClaimAt; readonly index: number },
  voice: Voice,
): Phrase | null {
  if (value === null || date === null || percentile === null) return null;
  const at = `${one.at}/evidence/${index}`;
  const title = words(voice.content.condition(one.claim.id, label), `${at}/label`);
  return readingWords({ title, unit, value, date, percentile, observations, ageDays }, { value: at, age: at }, voice);
}
