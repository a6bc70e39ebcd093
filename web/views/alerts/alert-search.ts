import { present, text } from '../../search-params.ts';

/** The whole state of the view: the rule that is tried, and the one whose history is shown. */
export interface AlertSearch {
  readonly when?: string;
  /** Spans such as 3d. */
  readonly for?: string;
  readonly keep?: string;
  readonly from?: string;
  /** Whose history is shown; default: all. */
  readonly rule?: string;
}

const SPAN = /^[1-9]\d*(d|w|mo|y)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const like = (pattern: RegExp, value: unknown) => {
  const found = text(value);
  return found !== undefined && pattern.test(found) ? found : undefined;
};

/** Reads the view's state from an address; what is none of it is left out. */
export const alertSearch = (search: Record<string, unknown>): AlertSearch =>
  present({
    when: text(search.when),
    for: like(SPAN, search.for),
    keep: like(SPAN, search.keep),
    from: like(DATE, search.from),
    rule: like(/^[a-z0-9-]+$/, search.rule),
  });

/** Whether a text is a span, or nothing. */
export const isSpan = (given: string): boolean => given.trim() === '' || SPAN.test(given.trim());

/** Whether a text is a date, or nothing. */
export const isDate = (given: string): boolean => given === '' || DATE.test(given);

/** A rule as a file has it. Texts are quoted as JSON has them, which is YAML too. */
export function ruleYaml({ when = '', for: pendingFor, keep }: AlertSearch): string {
  const lines = [
    '- id: my-rule',
    `  title: ${JSON.stringify(when.replace(/\s+/g, ' '))}`,
    `  when: ${JSON.stringify(when.replace(/\s+/g, ' '))}`,
    ...(pendingFor === undefined ? [] : [`  for: ${pendingFor}`]),
    ...(keep === undefined ? [] : [`  keepFiring: ${keep}`]),
    '  sinks: [desk]',
  ];
  return `${lines.join('\n')}\n`;
}
