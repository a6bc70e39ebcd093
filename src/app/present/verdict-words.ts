import type { Judgement } from '../../core/claims/judge-study.ts';

/** A verdict as it is printed, with what it hangs on or needs. */
export function verdictText({ verdict, hangsOn, needs }: Judgement): string {
  if (verdict === 'suggestive, but hangs on') return `${verdict} ${hangsOn.map(gateWords).join(' and ')}`;
  if (verdict === 'untestable: needs') return `${verdict} ${needs ?? 'data'}`;
  return verdict;
}

const gateWords = (name: string): string =>
  ({
    'few clusters': 'fewer than six independent cases',
    'before the event': 'what came before the events',
    halves: 'one half of the data',
    'second test': 'a second test',
    'leave-one-out': 'a single event',
    'phase-matched': "the phase of the target's cycle",
    'state-matched': "the target's state",
  })[name] ?? name;
