import { AlertTestInput, type AlertTestResult, type DryRun, DryRunInput, type DryRunResult } from '../../contract/alerts.ts';
import { AlertRule } from '../../contract/watch.ts';
import { type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';
import type { Checked } from '../../core/language/check.ts';
import { print } from '../../core/language/print.ts';
import { dateOfInstant } from '../../core/series/panel.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { DeliveryError } from '../../delivery/courier.ts';
import { CallerError, type Context } from '../context.ts';
import { loadPanel } from '../panel.ts';
import { dryRun } from '../watch/dry-run.ts';
import { noticeOf, transitionId } from '../watch/notice.ts';
import { type Rules, readRules, type WatchedRule, watchedRule } from '../watch/rules.ts';

/** A file of alert rules, read. @throws CallerError where there is none, or for its first fault. */
export async function rulesIn(path: string, { data }: Context): Promise<Rules> {
  const { bytes } = await data.readFile(path);
  return readRules(path, new TextDecoder().decode(bytes));
}

/** When rules would have fired over the history of the data. */
export async function dryRunAlerts(given: unknown, context: Context): Promise<DryRunResult> {
  const input = DryRunInput.parse(given);
  const [from, to] = [civilDate('from', input.from), civilDate('to', input.to)];
  const runs: DryRun[] = [];
  for (const rule of await rulesOf(input, context)) runs.push(await oneDryRun(rule, { from, to }, context));
  return { runs };
}

async function oneDryRun(
  watched: WatchedRule,
  { from, to }: { readonly from: EpochDay | undefined; readonly to: EpochDay | undefined },
  context: Context,
): Promise<DryRun> {
  const { rule, checked } = watched;
  const nothing = { ...{ rule: rule.id, title: rule.title, from: null, to: null, readings: 0, held: 0 }, episodes: [], points: [] };
  if (!checked)
    return {
      ...nothing,
      expression: rule.claim ?? '',
      needs: [],
      sentence: 'A rule on a claim has no dry run: `now --as-of DATE` says how the claim stood.',
    };
  const known = await context.series.ids();
  const needs = checked.series.filter((id) => !known.includes(id.replace(/\.adj$/, '')));
  if (needs.length > 0)
    return { ...nothing, expression: print(checked.node), needs, sentence: `It cannot be told: needs ${needs.join(', ')}.` };
  return dryRun({ ...watched, checked }, await loadPanel(context, [checked]), { from, to, now: context.data.now() });
}

async function rulesOf({ rules, rule, when, for: pendingFor, keepFiring }: DryRunInput, context: Context): Promise<readonly WatchedRule[]> {
  if ((rules === undefined) === (when === undefined))
    throw new CallerError('a dry run needs --rules FILE or --when EXPRESSION, one of them');
  if (when !== undefined) return [expressionRule({ when, pendingFor, keepFiring })];
  if (pendingFor !== undefined || keepFiring !== undefined)
    throw new CallerError('--for and --keep-firing go with --when; a rule of a file has its own');
  const read = await rulesIn(rules as string, context);
  const found = read.rules.filter((one) => rule === undefined || one.rule.id === rule);
  if (found.length > 0) return found;
  const ids = read.rules.map((one) => one.rule.id);
  throw new CallerError(`no rule "${rule}"${didYouMean(rule as string, ids) || `; there is ${ids.join(', ')}`}`);
}

function expressionRule({
  when,
  pendingFor,
  keepFiring,
}: {
  readonly when: string;
  readonly pendingFor: string | undefined;
  readonly keepFiring: string | undefined;
}): WatchedRule & { checked: Checked } {
  const spans = { ...(pendingFor && { for: pendingFor }), ...(keepFiring && { keepFiring }) };
  const rule = AlertRule.parse({ id: 'expression', title: when.slice(0, 500), when, sinks: ['nowhere'], ...spans });
  return watchedRule(rule, () => '--when', []) as WatchedRule & { checked: Checked };
}

function civilDate(name: string, text: string | undefined): EpochDay | undefined {
  const day = text === undefined ? undefined : parseCivilDate(text);
  if (text !== undefined && day === undefined) throw new CallerError(`${name} must be a date that exists, YYYY-MM-DD, was ${text}`);
  return day;
}

/** Sends a test message to the sinks of a file of rules. */
export async function testAlerts(given: unknown, context: Context): Promise<AlertTestResult> {
  const { rules: path, sink: wanted } = AlertTestInput.parse(given);
  const { rules, sinks } = await rulesIn(path, context);
  const names = [...sinks.keys()];
  if (wanted !== undefined && !sinks.has(wanted))
    throw new CallerError(`no sink "${wanted}"${didYouMean(wanted, names) || `; there is ${names.join(', ')}`}`);
  const courier = await context.data.openCourier?.();
  if (!courier) throw new CallerError('from here nothing can be sent: the command line can');
  const now = context.data.now();
  const { rule } = rules[0] as WatchedRule;
  const told = { kind: 'test', at: now, date: dateOfInstant(now), reading: null, detail: null, episode: null, isLate: false } as const;
  const sent: AlertTestResult['sent'] = [];
  for (const [name, sink] of sinks) {
    if (wanted !== undefined && name !== wanted) continue;
    const kind = Object.keys(sink)[0] as string;
    const id = `${transitionId(rule.id, 0, told)}-${name}`;
    const failure = await courier.send(sink, noticeOf({ ...rule, template: undefined }, told, { id, noticedAt: now }), context.signal).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof DeliveryError) return error.message;
        throw error;
      },
    );
    sent.push({ sink: name, kind, isDelivered: failure === undefined, detail: failure ?? 'delivered' });
  }
  return { sent };
}
