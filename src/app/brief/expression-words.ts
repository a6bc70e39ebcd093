import type { ClaimState, PastCases } from '../../contract/state.ts';
import { argumentOf, type Checked, extentOf } from '../../core/language/check.ts';
import { print } from '../../core/language/print.ts';
import type { SyntaxNode } from '../../core/language/syntax.ts';
import { type Extent, isSpan } from '../../core/series/curve.ts';
import { readExpression } from '../panel.ts';
import type { Cited } from './cited.ts';
import type { Content } from './content.ts';
import type { MessageKey } from './messages/en.ts';
import type { Phrase, Speech } from './speech.ts';

/** How the page speaks, and of what. */
export interface Voice {
  readonly speech: Speech;
  readonly content: Content;
}

const UNITS = { d: 'days', w: 'weeks', mo: 'months', y: 'years' } as const;

/** A text of the pack or of the program, as it stands: its digits are no numbers of the page. */
export const words = (text: string, from = ''): Phrase => ({ text, values: [{ kind: 'words', text, value: text, from }] });

/** An extent such as `180d`, which stands in a text of the result: `180 days`. */
export function spanWords(extent: Extent, from: string, { speech }: Voice): Phrase {
  const unit = isSpan(extent) ? UNITS[extent.unit as keyof typeof UNITS] : 'observations';
  return speech.say(`span.${unit}`, { n: speech.as('count', { value: extent.count, from }) });
}

/** What an expression reads: a series by its name, anything else as it is written. */
function quantity(node: SyntaxNode | undefined, from: string, { content }: Voice): Phrase {
  if (!node) return words('');
  return words(node.kind === 'series' ? content.series(node.id) : print(node), from);
}

const nameOf = ({ node }: Checked): string => (node.kind === 'call' ? node.name : '');

/** What fires, in words: a record, a breakout; an expression that has no words stands as it is written. */
export function triggerWords(trigger: NonNullable<ClaimState['trigger']>, at: string, voice: Voice): Phrase {
  const { say, as } = voice.speech;
  const from = `${at}/expression`;
  const checked = readExpression(trigger.expression, 'trigger');
  const series = quantity(argumentOf(checked, 'x'), from, voice);
  const after = argumentOf(checked, 'after');
  const span = after && extentOf(after);
  switch (nameOf(checked)) {
    case 'all_time_high':
      return span ? say('trigger.recordAfter', { series, span: spanWords(span, from, voice) }) : say('trigger.record', { series });
    case 'first_close_above': {
      const level = argumentOf(checked, 'level');
      if (level?.kind === 'number') return say('trigger.firstAbove', { series, level: as('level', { value: level.value, from }) });
      break;
    }
    case 'breakout':
      return say('trigger.breakout', { series });
    case 'retest': {
      const broken = argumentOf(checked, 'of');
      const inner = broken?.kind === 'call' ? broken.args[0]?.value : undefined;
      return say('trigger.retest', { series: quantity(inner, from, voice) });
    }
  }
  return say('trigger.other', { expression: words(trigger.expression, from) });
}

/** What an outcome reads and how far ahead. */
export interface OutcomeParts {
  readonly name: string;
  readonly series: Phrase;
  /** What it is compared with. */
  readonly other: Phrase;
  /** Null where the outcome has no horizon that words have. */
  readonly span: Phrase | null;
}

/** The pieces of an outcome such as `return(BTC, 180d)`. */
export function outcomeParts({ value, from }: Cited<string>, voice: Voice): OutcomeParts {
  const checked = readExpression(value, 'outcome');
  const name = nameOf(checked);
  const horizon = argumentOf(checked, 'h') ?? argumentOf(checked, 'within');
  const extent = horizon && extentOf(horizon);
  const event = argumentOf(checked, 'e');
  const read =
    event?.kind === 'call' && event.name === 'all_time_high' && event.args.length === 1 ? event.args[0]?.value : argumentOf(checked, 'x');
  return {
    name: name === 'hits' && read === undefined ? '' : name,
    series: quantity(read, from, voice),
    other: quantity(argumentOf(checked, 'y'), from, voice),
    span: extent ? spanWords(extent, from, voice) : null,
  };
}

const CASES: Readonly<Record<string, MessageKey>> = { return: 'case.return', excess_return: 'case.excess', hits: 'case.record' };

/** How many of the earlier cases went as claimed: `Bitcoin stood higher 180 days later in 4 of 5 earlier cases`. */
export function caseWords(past: PastCases, at: string, voice: Voice): Phrase {
  const { say, as } = voice.speech;
  const cite = <Key extends keyof PastCases & string>(key: Key) => ({ value: past[key] as PastCases[Key], from: `${at}/${key}` });
  const counts = { hits: as('count', cite('hits') as Cited<number>), n: as('count', cite('observations')) };
  const { name, series, other, span } = outcomeParts(cite('outcome'), voice);
  const key = CASES[name];
  if (!key || !span) return say('case.other', { ...counts, expression: words(past.outcome, `${at}/outcome`) });
  return say(key, { ...counts, series, other, span, direction: past.direction });
}
