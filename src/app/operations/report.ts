import type { CheckResult, SeriesDetail, SeriesEntry, SeriesList } from '../../contract/claims.ts';
import type { EvidenceResult } from '../../contract/evidence.ts';
import type { LagResult } from '../../contract/lag.ts';
import { type LagInput, type SeriesInput, type SeriesShowInput, StudyInput } from '../../contract/operations.ts';
import type { StudyPictures } from '../../contract/pictures.ts';
import { type EpochDay, formatCivilDate, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { printSeriesId } from '../../core/language/print.ts';
import type { Context } from '../context.ts';
import { givenDate, loadPanel, readExpression } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';
import { studyPictures } from '../present/pictures.ts';
import { seriesEntry } from '../present/series-entry.ts';
import type { CheckRun } from './check.ts';
import type { StudyRun } from './study.ts';

/** The report on a checked pack. The drawing code is loaded only here: it is most of the start-up time. */
export async function checkReport({ result, judged, panel }: CheckRun): Promise<string> {
  const { renderReport } = await import('../../report/html.ts');
  const pictures: Record<string, StudyPictures> = {};
  for (const [id, { known, toDate }] of judged) {
    const claim = result.claims.find((candidate) => candidate.id === id) as CheckResult['claims'][number];
    pictures[id] = studyPictures(panel, claim.primary, { family: toDate, known });
  }
  return renderReport({ check: result, pictures });
}

/** The report on a study or family. */
export async function studyReport({ input, result, judged, panel, facts }: StudyRun, context: Context): Promise<string> {
  const { renderStudyReport } = await import('../../report/html.ts');
  const series = [...panel.series.values()].map((loaded): SeriesEntry => seriesEntry(loaded, context.today));
  return renderStudyReport({
    result,
    pictures: judged.map((_, index) => studyPictures(panel, index, { family: judged })),
    title: `${input.then.join(', ')} after ${input.when}`,
    command: commandOf({ ...input, asOf: formatCivilDate(facts.asOf) }, context),
    dataSource: context.series.description,
    dataHash: facts.dataHash,
    version: context.version,
    series,
  });
}

const DEFAULTS = StudyInput.parse({ when: 'any', then: ['any'] });

function commandOf({ when, then, direction, asOf, seed, ...asked }: StudyRun['input'], { dataOption, program }: Context): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return [
    `${program} study --when ${quoted(when)}`,
    ...then.map((text) => `--then ${quoted(text)}`),
    direction === 'up' ? '' : '--direction down',
    asked.curve ? '--curve' : '',
    ...(asked.curve ? asked.instead.map((text) => `--instead ${quoted(text)}`) : []),
    ...asked.given.map((text) => `--given ${quoted(text)}`),
    asked.trade ? '--trade' : '',
    asked.trade && asked.cost !== DEFAULTS.cost ? `--cost ${asked.cost}` : '',
    asked.trade && asked.slippage !== DEFAULTS.slippage ? `--slippage ${asked.slippage}` : '',
    asOf === undefined ? '' : `--as-of ${asOf}`,
    seed === 1 ? '' : `--seed ${seed}`,
    dataOption,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The page of the evidence. */
export const evidenceReport = async (result: EvidenceResult): Promise<string> =>
  (await import('../../report/evidence-report.ts')).renderEvidence(result);

/** The page that lists the series. */
export async function seriesListReport(list: SeriesList, { asOf }: SeriesInput, context: Context): Promise<string> {
  const { renderSeriesList } = await import('../../report/series-report.ts');
  return renderSeriesList(list, { command: withOptions(`${context.program} series`, asOf, context), version: context.version });
}

/** The page of one series. */
export async function seriesDetailReport(detail: SeriesDetail, { asOf }: SeriesShowInput, context: Context): Promise<string> {
  const { renderSeriesDetail } = await import('../../report/series-report.ts');
  return renderSeriesDetail(detail, {
    command: withOptions(`${context.program} series show ${detail.id}`, asOf, context),
    version: context.version,
    dataHash: await hashOf([detail.id], givenDate(asOf, context) ?? context.today, context),
  });
}

const withOptions = (command: string, asOf: string | undefined, { dataOption }: Context): string =>
  [command, asOf === undefined ? '' : `--as-of ${asOf}`, dataOption].filter(Boolean).join(' ');

/** The page of a pair's lead and lag. */
export async function lagReport(result: LagResult, { within, eras, asOf }: LagInput, context: Context): Promise<string> {
  const { renderLag } = await import('../../report/lag-report.ts');
  const options = [within === '26w' ? '' : `--within ${within}`, ...eras.map((era) => `--eras ${era}`)].filter(Boolean).join(' ');
  const command = [`${context.program} lag ${result.a} ${result.b}`, options].filter(Boolean).join(' ');
  const hash = await hashOf([result.a, result.b], parseCivilDate(result.asOf) as number, context);
  return renderLag(result, { command: withOptions(command, asOf, context), version: context.version, dataHash: hash });
}

/** Hash of what was known of some series by the end of a date. */
async function hashOf(ids: readonly string[], date: EpochDay, context: Context): Promise<string> {
  const expressions = ids.map((id) => readExpression(printSeriesId(id), 'series'));
  return dataHash((await loadPanel(context, expressions)).series, date);
}
