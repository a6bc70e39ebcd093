import { createHash } from 'node:crypto';
import { Cron } from 'croner';
import { type AlertRule, type Sink, WatchFile } from '../../contract/watch.ts';
import { parseSpan } from '../../core/calendar/civil-date.ts';
import type { Checked } from '../../core/language/check.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import { print } from '../../core/language/print.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import type { AlertPolicy } from '../../core/watch/alert-state.ts';
import { templateFault } from '../../core/watch/template.ts';
import { CallerError } from '../context.ts';
import { readExpression } from '../panel.ts';
import { type Locate, readYaml } from '../yaml-file.ts';

/** A rule that was read and found fit. */
export interface WatchedRule {
  readonly rule: AlertRule;
  readonly policy: AlertPolicy;
  /** SHA-256 (16 digits) of all that decides when it fires: the same version, the same rule. */
  readonly version: string;
  /** The expression of a rule with `when`. */
  readonly checked: Checked | undefined;
  /** The claim of a rule with `claim`. */
  readonly claim: { readonly pack: string; readonly claim: string; readonly becomes: NonNullable<AlertRule['becomes']> } | undefined;
}

/** A file of alert rules, read and found fit. */
export interface Rules {
  readonly file: WatchFile;
  readonly rules: readonly WatchedRule[];
  readonly sinks: ReadonlyMap<string, Sink>;
}

/**
 * Alert rules from the text of their file.
 *
 * @param file - Name shown in errors.
 * @throws CallerError with file, line, column and what was expected, for the first fault.
 */
export function readRules(file: string, text: string): Rules {
  const { data, locate } = readYaml(file, text, WatchFile);
  const sinks = new Map(Object.entries(data.sinks));
  data.schedule.forEach((entry, i) => {
    refuseCron(entry, locate(['schedule', i, 'cron']));
  });
  const ids = data.rules.map(({ id }) => id);
  const rules = data.rules.map((rule, i) => {
    if (ids.indexOf(rule.id) !== i) throw new CallerError(`${locate(['rules', i, 'id'])}: rule id "${rule.id}" is used twice`);
    refuseSinks(rule, { names: [...sinks.keys()], at: (k) => locate(['rules', i, 'sinks', k]) });
    const fault = rule.template === undefined ? undefined : templateFault(rule.template);
    if (fault) throw new CallerError(`${locate(['rules', i, 'template'])}: ${fault}`);
    return watchedRule(rule, locate, ['rules', i, 'when']);
  });
  return { file: data, rules, sinks };
}

/** A rule with its expression read. @throws CallerError where that cannot be read, or reads no series. */
export function watchedRule(rule: AlertRule, locate: Locate, path: readonly PropertyKey[]): WatchedRule {
  const checked = rule.when === undefined ? undefined : readWhen(rule.when, () => locate(path));
  const [pack = '', claim = ''] = rule.claim === undefined ? [] : splitLast(rule.claim);
  const { becomes } = rule;
  return {
    ...{ rule, checked, version: versionOf(rule, checked) },
    claim: becomes === undefined ? undefined : { pack, claim, becomes },
    policy: {
      pendingFor: (rule.for === undefined ? undefined : parseSpan(rule.for)) ?? null,
      keepFiring: (rule.keepFiring === undefined ? undefined : parseSpan(rule.keepFiring)) ?? null,
      ...{ noData: rule.noData, stale: rule.stale },
    },
  };
}

function readWhen(text: string, at: () => string): Checked {
  try {
    const checked = readExpression(text, 'trigger');
    if (checked.series.length > 0) return checked;
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw new CallerError(`${at()}: in "${text}", ${error.message}`, { cause: error });
  }
  throw new CallerError(`${at()}: "${text}" reads no series, so that nothing could be watched`);
}

/** What decides when a rule fires, and nothing of how it is told. */
function versionOf(
  { claim, becomes, for: pendingFor, keepFiring, noData, stale, staleAfter }: AlertRule,
  checked: Checked | undefined,
): string {
  const when = checked === undefined ? null : print(checked.node);
  const decides = [when, claim ?? null, becomes ?? null, pendingFor ?? null, keepFiring ?? null, noData, stale, staleAfter];
  return createHash('sha256').update(JSON.stringify(decides)).digest('hex').slice(0, 16);
}

function splitLast(text: string): [string, string] {
  const at = text.lastIndexOf('/');
  return [text.slice(0, at), text.slice(at + 1)];
}

function refuseSinks({ sinks }: AlertRule, { names, at }: { readonly names: readonly string[]; readonly at: (k: number) => string }): void {
  const k = sinks.findIndex((name) => !names.includes(name));
  if (k < 0) return;
  const name = sinks[k] as string;
  throw new CallerError(`${at(k)}: no sink "${name}"${didYouMean(name, names) || `; there is ${names.join(', ')}`}`);
}

function refuseCron({ cron, zone }: { readonly cron: string; readonly zone: string }, at: string): void {
  try {
    if (new Cron(cron, { timezone: zone, paused: true, mode: '5-part' }).nextRun(new Date(0)) !== null) return;
  } catch (error) {
    throw new CallerError(`${at}: "${cron}" in ${zone} is no time: ${(error as Error).message}`, { cause: error });
  }
  throw new CallerError(`${at}: "${cron}" never comes`);
}
