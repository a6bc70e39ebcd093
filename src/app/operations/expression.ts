import {
  type ExpressionRole,
  type LanguageFunction,
  LanguageInput,
  type LanguageResult,
  ParseInput,
  type ParseResult,
} from '../../contract/expression.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateSeries, evaluateTrigger } from '../../core/language/evaluate.ts';
import type { FunctionDefinition, Kind, Parameter } from '../../core/language/function-definition.ts';
import { functions } from '../../core/language/functions/registry.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import { print } from '../../core/language/print.ts';
import { formatExtent } from '../../core/series/curve.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { CallerError, type Context } from '../context.ts';
import { environmentAsOf, givenDate, loadPanel, missingSeries, readExpression } from '../panel.ts';

const MOST_DATES = 500;

/** What an expression is and gives on the data; a fault in it is a part of the result, located. */
export async function parseExpression(given: unknown, context: Context): Promise<ParseResult> {
  const { text, role, asOf } = ParseInput.parse(given);
  const nothing = { role, canonical: null, series: [], missing: [], events: null, last: null, error: null };
  let checked: Checked;
  try {
    checked = readExpression(text, role);
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    const { line, column, message } = error;
    return { ...nothing, error: { line, column, message: message.replace(/^line \d+, column \d+: /, '') } };
  }
  const known = await context.series.ids();
  const missing = missingSeries([checked], known).filter((id) => !known.includes(id.replace(/\.adj$/, '')));
  const read = { ...nothing, canonical: print(checked.node), series: [...checked.series], missing };
  const day = givenDate(asOf, context) ?? context.today;
  return missing.length > 0 || role === 'outcome' ? read : { ...read, ...(await evaluated(checked, { role, day }, context)) };
}

async function evaluated(
  checked: Checked,
  { role, day }: { readonly role: ExpressionRole; readonly day: number },
  context: Context,
): Promise<Partial<ParseResult>> {
  const environment = environmentAsOf(await loadPanel(context, [checked]), day);
  if (role === 'series') {
    const { dates, values } = evaluateSeries(checked, environment);
    const at = values.findLastIndex(Number.isFinite);
    return { last: at < 0 ? null : { date: formatCivilDate(dates[at] as number), value: values[at] as number } };
  }
  // A list of dates stands on the calendar of a target, which is not known here.
  if (checked.series.length === 0) return {};
  const { dates, on, warmup } = evaluateTrigger(checked, environment);
  const fired = Array.from(dates.keys())
    .filter((i) => on[i])
    .map((i) => formatCivilDate(dates[i] as number));
  return {
    events: {
      count: fired.length,
      dates: fired.slice(-MOST_DATES).reverse(),
      from: warmup < dates.length ? formatCivilDate(dates[warmup] as number) : null,
      to: dates.length > 0 ? formatCivilDate(dates.at(-1) as number) : null,
    },
  };
}

/** The functions of the language, or one of them. */
export function describeLanguage(given: unknown): LanguageResult {
  const { name } = LanguageInput.parse(given);
  const found = functions.filter((definition) => name === undefined || definition.name === name);
  if (found.length > 0) return { functions: found.map(describe) };
  const names = functions.map((definition) => definition.name);
  throw new CallerError(`no function "${name}"${didYouMean(name as string, names) || `; there is ${names.join(', ')}`}`);
}

const ROLES: Readonly<Record<Exclude<Kind, 'number'>, ExpressionRole>> = { events: 'trigger', series: 'series', outcome: 'outcome' };

function describe({ name, result, parameters, doc, example }: FunctionDefinition): LanguageFunction {
  return {
    ...{ name, doc, example },
    role: ROLES[result],
    signature: `${name}(${parameters.map(signature).join(', ')})`,
    parameters: parameters.map((parameter) => ({
      ...{ name: parameter.name, kind: parameter.kind, doc: parameter.doc },
      fallback: parameter.fallback === undefined ? null : fallbackOf(parameter),
    })),
  };
}

const fallbackOf = ({ fallback }: Parameter): string => (typeof fallback === 'object' ? formatExtent(fallback) : String(fallback));
const signature = (parameter: Parameter): string =>
  parameter.fallback === undefined ? parameter.name : `${parameter.name}: ${fallbackOf(parameter)}`;
