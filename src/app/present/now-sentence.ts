import { capitalise, cardinal, formatCount, formatDate } from '../../contract/format.ts';
import type { ClaimState, NowResult } from '../../contract/state.ts';

/**
 * A pack today: "As of 12 Jan 2026, of 28 statements three are on and one is open; the last horizon ends on 31 Dec 2026. Nine cannot be tested
 * with these data. Of six conditions that can be read five speak for the claims and one against them; five cannot be read."
 */
export function nowSentence(claims: readonly ClaimState[], counts: NowResult['counts'], asOf: string): string {
  const [only] = claims;
  const first = claims.length === 1 && only ? onlyWords(only) : packWords(claims);
  const last = claims
    .flatMap((claim) => claim.open.flatMap(({ dueDate }) => dueDate ?? []))
    .sort()
    .at(-1);
  const ends =
    last === undefined
      ? ''
      : `; the last horizon ${last < asOf ? 'ended' : 'ends'} on ${formatDate(last)}${last < asOf ? ', and the data end before it' : ''}`;
  const untestable = claims.filter(({ liveness }) => liveness === 'untestable').length;
  const rest = untestable === 0 || claims.length === 1 ? '' : ` ${capitalise(cardinal(untestable))} cannot be tested with these data.`;
  return `As of ${formatDate(asOf)}${first}${ends}.${rest} ${readingsSentence(counts)}`.trim();
}

function packWords(claims: readonly ClaimState[]): string {
  const countOf = (liveness: ClaimState['liveness']) => claims.filter((claim) => claim.liveness === liveness).length;
  const [on, open] = [countOf('on'), countOf('open')];
  const alive = on + open === 0 ? 'none is on or open' : `${isWords(on)} on and ${isWords(open)} open`;
  return `, of ${formatCount(claims.length, 'statement')} ${alive}`;
}

const onlyWords = ({ liveness }: ClaimState): string =>
  ({
    on: ' the statement is on',
    open: ' the statement is open',
    quiet: ' the statement is quiet: nothing of it is on or open',
    untestable: ' the statement cannot be tested with these data',
  })[liveness];

const isWords = (count: number): string => (count === 0 ? 'none is' : count === 1 ? 'one is' : `${cardinal(count)} are`);

function readingsSentence({ for: pro, against, unknown }: NowResult['counts']): string {
  const read = pro + against;
  if (read + unknown === 0) return '';
  if (read === 0)
    return `${capitalise(cardinal(unknown))} ${unknown === 1 ? 'condition' : 'conditions'} of the claims cannot be read with these data.`;
  const speak = (count: number) => (count === 1 ? 'speaks' : 'speak');
  const left = unknown === 0 ? '' : `; ${cardinal(unknown)} cannot be read`;
  return `Of ${cardinal(read)} ${read === 1 ? 'condition' : 'conditions'} that can be read ${pro === 0 ? 'none' : cardinal(pro)} ${pro === 0 ? 'speaks' : speak(pro)} for the claims and ${against === 0 ? 'none' : cardinal(against)} against them${left}.`;
}
