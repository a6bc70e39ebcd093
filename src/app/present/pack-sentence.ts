import type { ClaimResult } from '../../contract/claims.ts';
import { cardinal, formatCount, formatDate } from '../../contract/format.ts';

type Kind = ClaimResult['verdictKind'];

/**
 * A whole pack in a few sentences: "Of 23 statements 12 can be tested with these data, as of 2 Oct 2026. Of three patterns none stands
 * out from luck. …"
 */
export function packSentence(claims: readonly ClaimResult[], asOf: string): string {
  const testable = claims.filter(({ verdictKind }) => verdictKind !== 'untestable: needs');
  const lead =
    claims.length === 1
      ? `The statement can${testable.length === 1 ? '' : 'not'} be tested with these data, as of ${formatDate(asOf)}.`
      : `Of ${formatCount(claims.length, 'statement')} ${testable.length} can be tested with these data, as of ${formatDate(asOf)}.`;
  const sentences = [patterns, figures, conditions, forecasts].map((sentenceOf) => sentenceOf(testable));
  return [lead, ...sentences.filter(Boolean)].join(' ');
}

const count = (claims: readonly ClaimResult[], ...kinds: Kind[]): number =>
  claims.filter(({ verdictKind }) => kinds.includes(verdictKind)).length;

const ofKind = (claims: readonly ClaimResult[], kind: ClaimResult['kind']): ClaimResult[] => claims.filter((claim) => claim.kind === kind);

function patterns(testable: readonly ClaimResult[]): string {
  const all = ofKind(testable, 'pattern');
  if (all.length === 0) return '';
  const parts = [
    part(count(all, 'stands out from luck'), 'stands out from luck', 'stand out from luck'),
    part(count(all, 'suggestive, but hangs on'), 'is suggestive', 'are suggestive'),
    part(count(all, 'contradicted'), 'is contradicted', 'are contradicted'),
  ].filter(Boolean);
  if (all.length === 1) return `The one pattern: ${all[0]?.verdict}.`;
  return `Of ${formatCount(all.length, 'pattern')} ${parts.length === 0 ? 'none stands out from luck' : parts.join(', ')}.`;
}

function figures(testable: readonly ClaimResult[]): string {
  const all = ofKind(testable, 'figure');
  if (all.length === 0) return '';
  if (all.length === 1) return `The one quoted figure: ${all[0]?.verdict}.`;
  const parts = [
    part(count(all, 'reproduces'), 'reproduces', 'reproduce'),
    part(count(all, 'reproduces only if'), 'does only under a reading of its own', 'do only under a reading of their own'),
    part(count(all, 'does not reproduce'), 'does not reproduce', 'do not reproduce'),
    part(count(all, 'misquoted: the source says'), 'is misquoted', 'are misquoted'),
  ];
  return `Of ${formatCount(all.length, 'quoted figure')} ${parts.filter(Boolean).join(', ')}.`;
}

function conditions(testable: readonly ClaimResult[]): string {
  const all = ofKind(testable, 'condition');
  if (all.length === 0) return '';
  if (all.length === 1) return `The one condition: ${all[0]?.verdict}.`;
  const held = count(all, 'true then');
  const words = held === 0 ? 'none was true when it was said' : part(held, 'was true when it was said', 'were true when they were said');
  const inPart = all.filter(({ verdict }) => /, by /.test(verdict)).length;
  return `Of ${formatCount(all.length, 'condition')} ${words}${inPart > 0 ? ` by the reading that decides, ${cardinal(inPart)} of them with parts that were not or could not be read` : ''}.`;
}

function forecasts(testable: readonly ClaimResult[]): string {
  const all = ofKind(testable, 'forecast');
  return all.map(({ verdict }) => `One forecast: ${verdict}.`).join(' ');
}

const part = (n: number, singular: string, plural: string): string => (n === 0 ? '' : `${cardinal(n)} ${n === 1 ? singular : plural}`);
