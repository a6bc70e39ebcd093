import type { Quantity } from '../../../core/reader/numbers/quantities.ts';
import type { Candidate } from '../../../core/reader/statements/read-text.ts';
import type { Mention } from '../../../core/reader/words/lexicon.ts';
import { changeOf, levelOf, literal, namedSpan, type Subject, shareOf } from './parts.ts';

const LONG_BREAKOUT = 'lookback: 4y, margin: 1%, quiet: 6mo, gap: 4w';
/** Over which a rise or a fall is looked at where the claim names no time: a quarter. */
const A_WHILE = '91d';
/** What is read as a sell-off, and as a boom within a quarter. */
const SELL_OFF = '10%';
const BOOM = '20%';

/** An event of a market as a trigger of the language; undefined where the language has none. */
export function triggerOf({ concept }: Mention, subject: Subject, candidate: Candidate): Triggered | undefined {
  const made = TRIGGERS[concept]?.(subject, candidate);
  return typeof made === 'string' ? { trigger: made, used: [] } : made;
}

/** A trigger, with the numbers of the claim that are in it. */
export interface Triggered {
  readonly trigger: string;
  readonly used: readonly Quantity[];
}

const TRIGGERS: Readonly<Record<string, (subject: Subject, candidate: Candidate) => string | Triggered | undefined>> = {
  'new-high': ({ series }) => `all_time_high(${series}, after: 90d)`,
  'new-low': ({ series }) => `all_time_high(0 - ${series}, after: 90d)`,
  breakout: ({ series }) => `breakout(${series}, ${LONG_BREAKOUT})`,
  retest: ({ series }) => `retest(breakout(${series}, ${LONG_BREAKOUT}), within: 6mo, tolerance: 3%)`,
  'cross-above': (subject, candidate) => crossing('crosses_above', subject, candidate),
  'cross-below': (subject, candidate) => crossing('crosses_below', subject, candidate),
  breakdown: (subject, candidate) => crossing('crosses_below', subject, candidate),
  'sell-off': ({ series }) => `crosses_below(drawdown(${series}), 0 - ${SELL_OFF})`,
  boom: (subject) => `crosses_above(${changeOf(subject, A_WHILE)}, ${BOOM})`,
  rise: (subject, candidate) => moving('crosses_above', subject, candidate),
  'comes-back': (subject, candidate) => moving('crosses_above', subject, candidate),
  fall: (subject, candidate) => moving('crosses_below', subject, candidate),
  inversion: ({ series }) => `crosses_below(${series}, 0)`,
  negative: ({ series }) => `crosses_below(${series}, 0)`,
  high: ({ series }) => `crosses_above(pct_rank(${series}, lookback: 5y), 0.9)`,
  low: ({ series }) => `crosses_below(pct_rank(${series}, lookback: 5y), 0.1)`,
  'rate-cut': ({ series }) => `crosses_below(change(${series}, 31d), 0)`,
  'rate-rise': ({ series }) => `crosses_above(change(${series}, 31d), 0)`,
};

function crossing(name: string, subject: Subject, candidate: Candidate): string | Triggered | undefined {
  if (candidate.mentions.some(({ concept }) => concept === 'moving-average'))
    return `${name}(${subject.series}, ma(${subject.series}, 200d))`;
  const level = levelOf(candidate, subject);
  return level && { trigger: `${name}(${subject.series}, ${literal(level.value)})`, used: [level.from] };
}

function moving(name: string, subject: Subject, candidate: Candidate): Triggered {
  const size = subject.isRate ? undefined : shareOf(candidate);
  const span = namedSpan(candidate);
  const share = size === undefined ? 0 : name === 'crosses_below' ? -Math.abs(size.value) : Math.abs(size.value);
  return {
    trigger: `${name}(${changeOf(subject, span?.value ?? A_WHILE)}, ${literal(share)})`,
    used: [...(size ? [size.from] : []), ...(span ? [span.from] : [])],
  };
}
