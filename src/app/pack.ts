import { Pack } from '../contract/pack.ts';
import { type EpochDay, parseCivilDate } from '../core/calendar/civil-date.ts';
import { LanguageError } from '../core/language/language-error.ts';
import { printSeriesId } from '../core/language/print.ts';
import { didYouMean } from '../core/text/nearest-name.ts';
import { CallerError } from './context.ts';
import { readExpression } from './panel.ts';
import { inShape, type Locate, type Path, readYaml } from './yaml-file.ts';

/**
 * A pack from the text of its file.
 *
 * @param file - Name shown in errors.
 * @throws CallerError with file, line, column and what was expected, for the first fault.
 */
export function readPack(file: string, text: string, today: EpochDay): Pack {
  const { data, locate } = readYaml(file, text, Pack);
  return refuseFaults(data, locate, today);
}

/**
 * A pack from what its file would hold.
 *
 * @throws CallerError with what was expected, for the first fault.
 */
export function packOf(value: unknown, today: EpochDay): Pack {
  const locate = () => 'the pack';
  return refuseFaults(inShape(value, Pack, locate), locate, today);
}

function refuseFaults(pack: Pack, locate: Locate, today: EpochDay): Pack {
  refuseInconsistencies(pack, locate);
  refuseConfounders(pack, locate);
  refuseFutureArticles(pack, locate, today);
  return pack;
}

/** What a schema cannot say: ids are unique, articles and copies exist, expressions mean something. */
function refuseInconsistencies(pack: Pack, locate: Locate): void {
  const ids = pack.claims.map(({ id }) => id);
  const known = new Set<string>();
  pack.claims.forEach((claim, i) => {
    const path = ['claims', i];
    if (known.size === known.add(claim.id).size) throw new CallerError(`${locate([...path, 'id'])}: claim id "${claim.id}" is used twice`);
    claim.in.forEach((key, k) => {
      if (!(key in pack.articles))
        throw new CallerError(`${locate([...path, 'in', k])}: no article "${key}"${didYouMean(key, Object.keys(pack.articles))}`);
    });
    const copied = claim.check.copy?.of;
    if (copied !== undefined && !ids.includes(copied))
      throw new CallerError(`${locate([...path, 'check', 'copy', 'of'])}: no claim "${copied}"${didYouMean(copied, ids)}`);
    for (const { text, role, at } of expressionsOf(claim)) refuseUnlisted({ text, role }, pack, () => locate([...path, 'check', ...at]));
    const study = claim.check.study;
    if (study?.primary !== undefined && !study.then.includes(study.primary)) {
      throw new CallerError(`${locate([...path, 'check', 'study', 'primary'])}: primary must be one of then, was "${study.primary}"`);
    }
  });
}

/** Conditions of confounders mean something, and speak of series of the pack; a cycle is that of a series that has one. */
function refuseConfounders(pack: Pack, locate: Locate): void {
  pack.confounders.forEach(({ when, cycle }, i) => {
    const path = ['confounders', i];
    if (cycle !== undefined && !pack.series[cycle]?.cycle)
      throw new CallerError(`${locate([...path, 'cycle'])}: the pack's series ${cycle} has no cycle`);
    if (when !== undefined) refuseUnlisted({ text: when, role: 'trigger' }, pack, () => locate([...path, 'when']));
  });
}

/** An expression that means nothing, or reads a series that the pack does not list. */
function refuseUnlisted(
  { text, role }: { text: string; role: 'trigger' | 'outcome' | 'series' },
  { series }: Pack,
  at: () => string,
): void {
  try {
    const unlisted = readExpression(text, role).series.find((id) => !(id.replace(/\.adj$/, '') in series));
    if (unlisted)
      throw new CallerError(
        `${at()}: in "${text}", no series ${unlisted} in the pack's list${didYouMean(unlisted, Object.keys(series)) || '; add it under series:'}`,
      );
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw new CallerError(`${at()}: in "${text}", ${error.message}`, { cause: error });
  }
}

/** A claim cannot have been made after today. */
function refuseFutureArticles(pack: Pack, locate: Locate, today: EpochDay): void {
  for (const [key, { date }] of Object.entries(pack.articles)) {
    if ((parseCivilDate(date) as number) > today)
      throw new CallerError(`${locate(['articles', key, 'date'])}: an article must not lie in the future, was ${date}`);
  }
}

/** Every expression of a claim with its role and its place under `check`. */
export function expressionsOf({ check }: Pack['claims'][number]): { text: string; role: 'trigger' | 'outcome' | 'series'; at: Path }[] {
  const trigger = (text: string, at: Path) => ({ text, role: 'trigger' as const, at });
  const series = (text: string, at: Path) => ({ text, role: 'series' as const, at });
  const { study, signal, lag, event, gain, condition, since } = check;
  return [
    ...(study
      ? [
          trigger(study.when, ['study', 'when']),
          ...study.then.map((text, i) => ({ text, role: 'outcome' as const, at: ['study', 'then', i] })),
          ...Object.entries(study.instead).flatMap(([id, others]) =>
            [id, ...others].map((other) => series(printSeriesId(other), ['study', 'instead', id])),
          ),
        ]
      : []),
    ...(signal
      ? [series(signal.signal, ['signal', 'signal']), ...signal.targets.map((text, i) => series(text, ['signal', 'targets', i]))]
      : []),
    ...(lag ? lagExpressions(lag).map(({ text, role, at }) => ({ text, role, at: ['lag', ...at] })) : []),
    ...(since ? since.targets.map((target, i) => series(target, ['since', 'targets', i])) : []),
    ...(event ? event.readings.map(({ when }, i) => trigger(when, ['event', 'readings', i, 'when'])) : []),
    ...(gain
      ? [series(gain.target, ['gain', 'target']), ...gain.readings.map(({ when }, i) => trigger(when, ['gain', 'readings', i, 'when']))]
      : []),
    ...(condition
      ? condition.conditions.flatMap(({ holds, value }, i) => [
          trigger(holds, ['condition', 'conditions', i, 'holds']),
          series(value, ['condition', 'conditions', i, 'value']),
        ])
      : []),
  ];
}

/** What a lag check reads: its series, its event, and the event of each following series. */
function lagExpressions(lag: NonNullable<Pack['claims'][number]['check']['lag']>) {
  const series = (text: string, at: Path) => ({ text, role: 'series' as const, at });
  return [
    series(lag.lead, ['lead']),
    ...lag.follow.map((id, i) => series(id, ['follow', i])),
    ...(lag.when === undefined ? [] : [{ text: lag.when, role: 'trigger' as const, at: ['when'] }]),
    ...(lag.event === undefined
      ? []
      : lag.follow.map((id) => ({ text: eventOf(lag.event as string, id), role: 'trigger' as const, at: ['event'] }))),
  ];
}

/** The event of one series: `X` in the text stands for its expression. */
export const eventOf = (text: string, series: string): string => text.replaceAll(/\bX\b/g, series);
