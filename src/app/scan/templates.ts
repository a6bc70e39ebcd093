import { type TriggerTemplate, TriggerTemplates } from '../../contract/triggers.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import { printSeriesId } from '../../core/language/print.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { CallerError } from '../context.ts';
import { readExpression } from '../panel.ts';
import { readYaml } from '../yaml-file.ts';

/** A series as far as templates ask of it. */
export interface ScannedSeries {
  readonly id: string;
  readonly isPositive: boolean;
}

/** A trigger made from a template. */
export interface MadeTrigger {
  readonly when: string;
  readonly title: string;
}

/**
 * A catalogue of templates from the text of its file.
 *
 * @param file - Name shown in errors.
 * @throws CallerError with file, line and column for the first fault: each template is tried on a series named X.
 */
export function readTemplates(file: string, text: string): TriggerTemplates {
  const { data, locate } = readYaml(file, text, TriggerTemplates);
  data.templates.forEach((template, i) => {
    const path = ['templates', i];
    const at = locate([...path, 'when']);
    if (data.templates.findIndex(({ id }) => id === template.id) < i) {
      throw new CallerError(`${locate([...path, 'id'])}: there are two templates "${template.id}"`);
    }
    refuseUnknownNames(template, at);
    for (const { when } of triggersOf(template, 'X')) refuseNonsense(when, at);
  });
  return data;
}

function refuseUnknownNames({ when, with: settings }: TriggerTemplate, at: string): void {
  const names = Array.from(when.matchAll(/\{([^{}]*)\}/g), ([, name]) => name as string);
  const known = ['x', ...Object.keys(settings)];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new CallerError(`${at}: {${unknown}} is no setting of the template${didYouMean(unknown, known)}`);
  if (!names.includes('x')) throw new CallerError(`${at}: a template must have {x} in the place of the series`);
  const unused = known.find((name) => !names.includes(name));
  if (unused !== undefined) throw new CallerError(`${at}: the setting "${unused}" stands nowhere in the template`);
}

function refuseNonsense(when: string, at: string): void {
  try {
    readExpression(when, 'trigger');
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw new CallerError(`${at}: "${when}": ${error.message}`, { cause: error });
  }
}

/** Every trigger that the templates make of some series, in the order of series and templates. */
export function triggersFrom({ templates }: TriggerTemplates, series: readonly ScannedSeries[]): MadeTrigger[] {
  return series.flatMap(({ id, isPositive }) =>
    templates.filter(({ needs }) => needs === 'any' || isPositive).flatMap((template) => triggersOf(template, printSeriesId(id))),
  );
}

/** The triggers of one template on one series: all combinations of its settings. */
function triggersOf({ when, title, with: settings }: TriggerTemplate, id: string): MadeTrigger[] {
  const filled = Object.entries(settings).reduce(
    (texts, [name, values]) => texts.flatMap((text) => values.map((value) => text.replaceAll(`{${name}}`, String(value)))),
    [when],
  );
  return filled.map((text) => ({ when: text.replaceAll('{x}', id), title }));
}
