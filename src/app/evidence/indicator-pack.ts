import type { Evidence } from '../../contract/evidence.ts';
import { IndicatorPack } from '../../contract/indicators.ts';
import type { Pack } from '../../contract/pack.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { CallerError, type Context } from '../context.ts';
import { readExpression } from '../panel.ts';
import { type Locate, type Path, readYaml } from '../yaml-file.ts';

/** The indicators that a pack of claims names as its evidence; undefined where it names none. */
export async function indicatorsOf(pack: Pack, packFile: string, context: Context): Promise<IndicatorPack | undefined> {
  if (pack.evidence === undefined) return undefined;
  const { file, text } = await context.readPack(besideOf(pack.evidence, packFile));
  return readIndicators(file, text, pack);
}

/** A path is meant from the folder of the file that names it; a name is that of a file that ships. */
function besideOf(name: string, packFile: string): string {
  const isRelative = /[/\\]|\.ya?ml$/.test(name) && !/^(?:[/\\]|[A-Za-z]:)/.test(name);
  return isRelative ? `${packFile.match(/^.*[/\\]/)?.[0] ?? ''}${name}` : name;
}

/**
 * A pack of indicators from the text of its file.
 *
 * @param file - Name shown in errors.
 * @param claims - The pack of claims that it serves.
 * @throws CallerError with file, line, column and what was expected, for the first fault.
 */
export function readIndicators(file: string, text: string, claims: Pick<Pack, 'pack' | 'claims'>): IndicatorPack {
  const { data, locate } = readYaml(file, text, IndicatorPack);
  refuseTwice(data, locate);
  const groups = Object.keys(data.groups);
  data.readings.forEach(({ group, value, claims: bearing }, i) => {
    const path = ['readings', i];
    if (!groups.includes(group)) throw new CallerError(`${locate([...path, 'group'])}: no group "${group}"${didYouMean(group, groups)}`);
    value.forEach((expression, k) => {
      refuseNonsense(expression, 'series', { path: [...path, 'value', k], locate });
    });
    refuseUnknownClaims(bearing, claims, { path, locate });
  });
  refuseNonsense(data.target, 'series', { path: ['target'], locate });
  data.catalysts.forEach(({ happenedWhen, claims: bearing }, i) => {
    const path = ['catalysts', i];
    if (happenedWhen !== undefined) refuseNonsense(happenedWhen, 'trigger', { path: [...path, 'happenedWhen'], locate });
    refuseUnknownClaims(bearing, claims, { path, locate });
  });
  return data;
}

interface Place {
  readonly path: Path;
  readonly locate: Locate;
}

function refuseTwice({ readings, catalysts }: IndicatorPack, locate: Locate): void {
  const ids = [...readings, ...catalysts].map(({ id }) => id);
  const again = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (again < 0) return;
  const path = again < readings.length ? ['readings', again, 'id'] : ['catalysts', again - readings.length, 'id'];
  throw new CallerError(`${locate(path)}: id "${ids[again]}" is used twice`);
}

function refuseUnknownClaims(bearing: readonly string[], { pack, claims }: Pick<Pack, 'pack' | 'claims'>, { path, locate }: Place): void {
  const ids = claims.map(({ id }) => id);
  const k = bearing.findIndex((id) => !ids.includes(id));
  if (k < 0) return;
  throw new CallerError(`${locate([...path, 'claims', k])}: no claim "${bearing[k]}" in ${pack}${didYouMean(bearing[k] as string, ids)}`);
}

function refuseNonsense(text: string, role: 'series' | 'trigger', { path, locate }: Place): void {
  try {
    readExpression(text, role);
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw new CallerError(`${locate(path)}: in "${text}", ${error.message}`, { cause: error });
  }
}

/** Every expression of a pack of indicators, with its role. */
export function expressionsOfIndicators({ readings, target, catalysts }: IndicatorPack) {
  return [
    ...readings.flatMap(({ value }) => value.map((text) => ({ text, role: 'series' as const }))),
    { text: target, role: 'series' as const },
    ...catalysts.flatMap(({ happenedWhen }) => (happenedWhen === undefined ? [] : [{ text: happenedWhen, role: 'trigger' as const }])),
  ];
}

/** The part of the evidence that bears on one claim; the reading as a whole is that of all indicators. Null where none does. */
export function bearingOn(evidence: Evidence, claim: string): Evidence | null {
  const indicators = evidence.indicators.filter(({ claims }) => claims.includes(claim));
  const catalysts = evidence.catalysts.filter(({ claims }) => claims.includes(claim));
  return indicators.length + catalysts.length === 0 ? null : { ...evidence, indicators, catalysts };
}
