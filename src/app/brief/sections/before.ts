import type { BriefLine, BriefValue } from '../../../contract/brief.ts';
import type { OutcomeKind } from '../../../contract/outcome-kind.ts';
import type { NowResult, OpenHorizon, PastCases } from '../../../contract/state.ts';
import { citing } from '../cited.ts';
import { caseWords, outcomeParts, type Voice, words } from '../expression-words.ts';
import { type ClaimAt, claimsAt, quotedLine } from '../lines.ts';
import { maySay } from '../may-say.ts';
import { joined, type Phrase, sentence } from '../speech.ts';

/** The claims that a reader is told of one by one: those that are on or open, and those that were settled since they were made. */
export function told(now: NowResult): ClaimAt[] {
  return claimsAt(now).filter(
    ({ claim: { liveness, since } }) =>
      liveness === 'on' || liveness === 'open' || since?.verdictKind === 'came true' || since?.verdictKind === 'did not come true',
  );
}

/** What each of these claims did before, what it does this time, and the chance of the next case, as far as its verdict allows. */
export function before(now: NowResult, voice: Voice): BriefLine[] {
  return told(now).flatMap((one) => {
    const { claim } = one;
    const phrases = [
      ...pastPhrases(one, voice),
      ...(claim.kind === 'forecast' ? forecastPhrases(one, voice) : thisTime(one, now.asOf, voice)),
      ...sincePhrases(one, voice),
      ...chancePhrases(one, voice),
    ];
    return phrases.length === 0 ? [] : [quotedLine(one, joined(phrases.map(sentence), ' '), voice)];
  });
}

function pastPhrases({ claim, at }: ClaimAt, voice: Voice): Phrase[] {
  const { past, verdictKind } = claim;
  const { say, as } = voice.speech;
  if (past === null || !maySay(verdictKind, 'cases')) return [];
  const cite = citing(past, `${at}/past`);
  const { hits, baseRate } = past;
  if (past.observations === 0) return [say('before.none')];
  if (hits === null || baseRate === null) return [say('before.uncounted', { n: as('count', cite('observations')) })];
  const filling = {
    case: caseWords(past, `${at}/past`, voice),
    base: as('share', { ...cite('baseRate'), value: baseRate }),
    p: maySay(verdictKind, 'p') ? pWords(past, `${at}/past`, voice) : { text: '', values: [] },
  };
  if (past.clusters === past.observations) return [say('before.counted', filling)];
  return [say('before.clustered', { ...filling, clusters: as('count', cite('clusters')) })];
}

function pWords(past: PastCases, at: string, { speech: { say, as } }: Voice): Phrase {
  if (past.withheld !== null) return say(past.withheld === 'few clusters' ? 'p.few' : 'p.moved');
  return past.p === null ? { text: '', values: [] } : say('p.stated', { p: as('p', { value: past.p, from: `${at}/p` }) });
}

/** How an outcome of a kind is written; null for kinds that no sentence here speaks of. */
function outcomeValue(value: number, kind: OutcomeKind, from: string, { speech: { as } }: Voice): BriefValue | null {
  if (kind === 'return') return as('change', { value, from });
  return kind === 'log difference' ? as('log change', { value, from }) : null;
}

/** The open horizon of the claim's own outcome, or else the next one that ends, by its length. */
function thisTime({ claim: { open, past }, at }: ClaimAt, asOf: string, voice: Voice): Phrase[] {
  const own = open.findIndex(({ outcome }) => outcome === past?.outcome);
  const index = Math.max(0, own);
  const horizon = open[index];
  if (!horizon) return [];
  const phrase = openPhrase(horizon, { at: `${at}/open/${index}`, asOf }, voice);
  if (!phrase || own >= 0) return phrase ? [phrase] : [];
  const { span } = outcomeParts({ value: horizon.outcome, from: `${at}/open/${index}/outcome` }, voice);
  const rest = { ...phrase, text: phrase.text.charAt(0).toLowerCase() + phrase.text.slice(1) };
  return [span ? voice.speech.say('this.over', { span, rest }) : phrase];
}

function openPhrase(horizon: OpenHorizon, { at, asOf }: { readonly at: string; readonly asOf: string }, voice: Voice): Phrase | null {
  const { say, as } = voice.speech;
  const { soFar, kind, day, days, dueDate } = horizon;
  if (soFar === null || dueDate === null) return say('this.waiting');
  const due = as('date', { value: dueDate, from: `${at}/dueDate` });
  const value = outcomeValue(soFar, kind, `${at}/soFar`, voice);
  if (value !== null && dueDate < asOf) return say('this.overdue', { value, due });
  const place =
    day === null || days === null
      ? null
      : { day: as('count', { value: day, from: `${at}/day` }), days: as('count', { value: days, from: `${at}/days` }) };
  if (kind === 'hit') return place && soFar === 0 ? say('this.hit', { ...place, due }) : null;
  if (value === null) return null;
  return place ? say('this.change', { value, ...place, due }) : say('this.dated', { value, due });
}

/** The newest outcome that was settled after the claim was made. */
function sincePhrases({ claim: { since, past }, at }: ClaimAt, voice: Voice): Phrase[] {
  const outcomes = since?.outcomes ?? [];
  const index = outcomes.findLastIndex(({ label, status, verdict }) => {
    return status === 'complete' && label === past?.outcome && (verdict === 'came true' || verdict === 'did not come true');
  });
  const settled = outcomes[index];
  if (!settled || settled.outcome === null) return [];
  const from = `${at}/since/outcomes/${index}`;
  const value = outcomeValue(settled.outcome, settled.kind, `${from}/outcome`, voice);
  if (value === null) return [];
  const date = voice.speech.as('date', { value: settled.eventDate, from: `${from}/eventDate` });
  return [voice.speech.say(settled.verdict === 'came true' ? 'since.came' : 'since.failed', { value, date })];
}

function chancePhrases({ claim: { probability, verdictKind }, at }: ClaimAt, { speech: { say, as } }: Voice): Phrase[] {
  if (probability === null || !maySay(verdictKind, 'chance')) return [];
  const cite = citing(probability, `${at}/probability`);
  const interval = citing(probability.interval, `${at}/probability/interval`);
  return [
    say('chance', {
      chance: as('share', cite('value')),
      low: as('share', interval('low')),
      high: as('share', interval('high')),
      base: as('share', cite('baseRate')),
      n: as('count', cite('clusters')),
    }),
  ];
}

/** A forecast's targets since it was made, each beside how often any span of that length rose. */
function forecastPhrases({ claim: { open }, at }: ClaimAt, voice: Voice): Phrase[] {
  const { say, as } = voice.speech;
  const targets = open.flatMap((horizon, index) => {
    const from = `${at}/open/${index}`;
    const value = horizon.soFar === null ? null : outcomeValue(horizon.soFar, horizon.kind, `${from}/soFar`, voice);
    if (value === null) return [];
    // `BTC from 26 Dec 2025 to 9 Jan 2026`: the dates are told in the words of the page.
    const series = words(voice.content.series(horizon.outcome.replace(/ from .*$/, '')), `${from}/outcome`);
    const date = as('date', { value: horizon.eventDate, from: `${from}/eventDate` });
    const { baseRate } = horizon;
    if (baseRate === null) return [say('forecast.target', { series, value, date })];
    return [say('forecast.based', { series, value, date, base: as('share', { value: baseRate, from: `${from}/baseRate` }) })];
  });
  const due = open[0]?.dueDate;
  if (targets.length === 0 || due == null) return [];
  return [say('forecast.open', { targets: joined(targets, '; '), due: as('date', { value: due, from: `${at}/open/0/dueDate` }) })];
}
