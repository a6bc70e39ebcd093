import type { BriefLine } from '../../../contract/brief.ts';
import type { ReadingTest } from '../../../contract/evidence.ts';
import type { NowResult } from '../../../contract/state.ts';
import { VerdictKind } from '../../../contract/verdict.ts';
import { verdictWords } from '../../../contract/verdict-words.ts';
import { citing, counted } from '../cited.ts';
import { outcomeParts, type Voice, words } from '../expression-words.ts';
import { claimLine, claimsAt, plainLine, quotedLine, verdictLine } from '../lines.ts';
import { MAY_SAY, maySay } from '../may-say.ts';
import { joined } from '../speech.ts';
import { told } from './before.ts';
import { kindsTold } from './view.ts';

/** Verdicts of which a reader is told even where nothing of the claim is on. */
const STANDING: readonly VerdictKind[] = ['stands out from luck', 'suggestive, but hangs on', 'contradicted'];

/** How sure one can be: what each verdict means, what could have stayed hidden, the reading of the evidence, all verdicts, the data's age. */
export function sure(now: NowResult, voice: Voice): BriefLine[] {
  return [
    ...meanings(now, voice),
    ...visible(now, voice),
    ...standing(now, voice),
    ...reading(now, voice),
    tally(now, voice),
    age(now, voice),
  ];
}

function meanings(now: NowResult, voice: Voice): BriefLine[] {
  const standingKinds = STANDING.filter((kind) => now.claims.some(({ verdictKind }) => verdictKind === kind));
  return [...new Set([...kindsTold(now), ...standingKinds])].flatMap((kind) => {
    const { means } = MAY_SAY[kind];
    return means === null ? [] : [verdictLine(kind, voice.speech.say(means), voice)];
  });
}

/** The smallest effect that the cases of a claim could have shown; of claims with the same outcome once. */
function visible(now: NowResult, voice: Voice): BriefLine[] {
  const { say, as } = voice.speech;
  const first = told(now).find(({ claim: { past, verdictKind } }) => past?.visibleFactor != null && maySay(verdictKind, 'p'));
  if (!first?.claim.past) return [];
  const { past } = first.claim;
  const cite = citing(past, `${first.at}/past`);
  const { series, span } = outcomeParts(cite('outcome'), voice);
  if (span === null) return [];
  const factor = as('factor', { ...cite('visibleFactor'), value: past.visibleFactor as number });
  return [claimLine(first, say(past.direction === 'up' ? 'power.up' : 'power.down', { series, span, factor }), voice)];
}

/** Claims with a verdict of some weight of which nothing is on. */
function standing(now: NowResult, voice: Voice): BriefLine[] {
  const on = new Set(told(now).map(({ claim }) => claim.id));
  return claimsAt(now)
    .filter(({ claim: { id, verdictKind } }) => STANDING.includes(verdictKind) && !on.has(id))
    .map((one) => quotedLine(one, voice.speech.say('means.standing'), voice));
}

function reading({ evidence }: NowResult, voice: Voice): BriefLine[] {
  if (evidence === null) return [];
  const { say, as } = voice.speech;
  const at = '/evidence/reading';
  const cite = citing(evidence.reading, at);
  const { percentile, sameSide, test } = evidence.reading;
  const phrases = [
    say('reading.count', { for: as('count', cite('for')), against: as('count', cite('against')), unknown: as('count', cite('unknown')) }),
    ...(percentile === null ? [] : [say('reading.level', { level: as('share', { value: percentile, from: `${at}/percentile` }) })]),
    ...(sameSide === null
      ? []
      : [
          say('reading.weights', {
            same: as('share', { value: sameSide.share, from: `${at}/sameSide/share` }),
            draws: as('count', { value: sameSide.draws, from: `${at}/sameSide/draws` }),
          }),
        ]),
  ];
  return [plainLine(joined(phrases, ' ')), ...('ok' in test ? [plainLine(say('reading.untested'))] : testLines(test, `${at}/test`, voice))];
}

const kindOf = (verdict: string): VerdictKind | undefined => VerdictKind.options.find((kind) => verdict.startsWith(kind));

/** What the reading's own past says, under its verdicts: as an event and as a signal, as far as they allow. */
function testLines(test: ReadingTest, at: string, voice: Voice): BriefLine[] {
  const { say, as } = voice.speech;
  const { hitRate, baseRate, signal } = test;
  const cite = citing(test, at);
  const kind = kindOf(test.verdict);
  const { series, span } = outcomeParts(cite('outcome'), voice);
  const lines: BriefLine[] = [];
  if (kind && maySay(kind, 'cases') && hitRate !== null && baseRate !== null && span !== null) {
    const p = maySay(kind, 'p') && test.p !== null ? say('p.stated', { p: as('p', { value: test.p, from: `${at}/p` }) }) : '';
    const hits = {
      hitRate: as('share', { value: hitRate, from: `${at}/hitRate` }),
      base: as('share', { value: baseRate, from: `${at}/baseRate` }),
    };
    const counts = { n: as('count', cite('observations')), clusters: as('count', cite('clusters')) };
    lines.push(verdictLine(kind, say('reading.tested', { series, span, ...hits, ...counts, p }), voice));
  }
  const signalKind = signal && kindOf(signal.verdict);
  if (signal && signalKind && maySay(signalKind, 'p'))
    lines.push(verdictLine(signalKind, say('reading.signal', { p: as('p', { value: signal.p, from: `${at}/signal/p` }) }), voice));
  return lines;
}

/** How many claims have which verdict. */
function tally({ claims }: NowResult, { speech: { say, as, language } }: Voice): BriefLine {
  const items = VerdictKind.options.flatMap((kind) => {
    const n = counted(claims, '/claims', { key: 'verdictKind', is: kind });
    return n.value === 0 ? [] : [say('sure.tallied', { verdict: words(verdictWords(kind, language)), n: as('count', n) })];
  });
  return plainLine(say('sure.tally', { list: joined(items, '; ') }));
}

function age(now: NowResult, voice: Voice): BriefLine {
  const { say, as } = voice.speech;
  const date = as('date', { value: now.asOf, from: '/asOf' });
  const aged = claimsAt(now).flatMap(({ claim: { data }, at }) => (data === null ? [] : [{ data, at: `${at}/data` }]));
  const oldest = aged.sort((a, b) => b.data.ageDays - a.data.ageDays)[0];
  if (!oldest || oldest.data.ageDays === 0) return plainLine(say('data.fresh', { date }));
  const series = words(voice.content.series(oldest.data.series), `${oldest.at}/series`);
  return plainLine(say('data.old', { date, series, days: as('count', { value: oldest.data.ageDays, from: `${oldest.at}/ageDays` }) }));
}
