import { type DoctoredSeries, type DoctorFinding, DoctorInput, type DoctorResult } from '../../contract/doctor.ts';
import { formatCount } from '../../contract/format.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { printSeriesId } from '../../core/language/print.ts';
import { compareByYear } from '../../core/quality/disagreement.ts';
import { examine } from '../../core/quality/examine.ts';
import type { Finding } from '../../core/quality/finding.ts';
import { repairOf } from '../../core/quality/repair.ts';
import { endOfDay, asOf as knownAsOf } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { ProviderError } from '../../providers/provider.ts';
import { CallerError, type Context } from '../context.ts';
import { effectsSentence } from '../doctor/effect-sentence.ts';
import { type Studies, studiesOver } from '../doctor/effects.ts';
import { adjustedOf, recordingsOf, secondsOf } from '../doctor/evidence.ts';
import { type Probe, partsOf, probesOf } from '../doctor/probes.ts';
import { findingOfFailure, findingsOfNotes } from '../doctor/reading-notes.ts';
import { wordsOf } from '../doctor/words.ts';
import { readPack } from '../pack.ts';
import { asOfDate, givenDate, loadPanel, readExpression } from '../panel.ts';

/** Looks series over: gaps, frozen feeds, breaks of unit, spikes, seams, dates that are off, and what hangs on each. */
export async function doctor(given: unknown, context: Context): Promise<DoctorResult> {
  const input = DoctorInput.parse(given);
  const { file, text } = await context.readPack(input.pack);
  const probes = probesOf(readPack(file, text, context.today));
  const ids = await wantedIds(input, context);
  const against = await secondSeries(input, ids, context);
  const day = givenDate(input.asOf, context);
  const clinic = await openClinic(probes, { ids, day, against }, context);
  const series: DoctoredSeries[] = [];
  for (const id of ids) series.push(await lookOver(id, clinic, context));
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of series.flatMap(({ findings }) => findings)) counts[severity]++;
  return {
    dataSource: context.series.description,
    pack: file,
    asOf: formatCivilDate(clinic.asOf),
    summary: summaryOf(series, counts),
    counts,
    series: series.toSorted((a, b) => rankOf(a) - rankOf(b)),
    command: commandOf(input, context),
  };
}

/** The series that are asked for; a name that is not there is the caller's mistake. */
async function wantedIds({ ids }: DoctorInput, context: Context): Promise<readonly string[]> {
  if (ids.length === 0) return await context.series.ids();
  // As expressions, so that an unknown name gets the nearest one.
  await loadKnown(
    ids.map((id) => printSeriesId(id)),
    context,
  );
  return [...new Set(ids)];
}

/** Names must exist; whether they can be read is told by series. */
async function loadKnown(texts: readonly string[], context: Context): Promise<void> {
  const known = await context.series.ids();
  const unknown = texts.filter((text) => readExpression(text, 'series').series.some((id) => !known.includes(id.replace(/\.adj$/, ''))));
  if (unknown.length > 0)
    await loadPanel(
      context,
      unknown.map((text) => readExpression(text, 'series')),
    );
}

async function secondSeries({ against }: DoctorInput, ids: readonly string[], context: Context): Promise<Series | undefined> {
  if (against === undefined) return undefined;
  const [id] = ids;
  if (ids.length !== 1 || id === undefined) {
    throw new CallerError(`against compares one series with another: name the one to look over, as in \`doctor RUT --against ${against}\``);
  }
  if (id === against) throw new CallerError(`against must name another series, was ${id} itself`);
  const panel = await loadPanel(context, [readExpression(printSeriesId(against), 'series')]);
  return panel.series.get(against);
}

/** What every series is looked over with. */
interface Clinic {
  readonly studies: Studies;
  readonly asOf: EpochDay;
  /** The date of the question, where one was given. */
  readonly day: EpochDay | undefined;
  readonly now: number;
  readonly against: Series | undefined;
}

async function openClinic(
  probes: readonly Probe[],
  { ids, day, against }: Pick<Clinic, 'day' | 'against'> & { readonly ids: readonly string[] },
  context: Context,
): Promise<Clinic> {
  const reading = probes.filter((probe) => partsOf(probe).some(({ series }) => series.some((id) => ids.includes(id))));
  const loaded = new Map<string, Series>();
  for (const id of new Set(reading.flatMap((probe) => partsOf(probe).flatMap(({ series }) => series)))) {
    const series = await loadReadable(id, context);
    if (series) loaded.set(id, series);
  }
  const able = reading.map((probe) => withReadable(probe, loaded)).filter((probe) => probe !== undefined);
  const panel = { series: loaded, eventFiles: new Map() };
  const asOf = asOfDate(day === undefined ? undefined : formatCivilDate(day), panel, context);
  return { studies: studiesOver(able, panel, asOf), asOf, day, now: day === undefined ? context.data.now() : endOfDay(day), against };
}

/** A probe with the outcomes whose series are there; undefined where its own are not. */
function withReadable(probe: Probe, loaded: ReadonlyMap<string, Series>): Probe | undefined {
  const isThere = ({ series }: { series: readonly string[] }) => series.every((id) => loaded.has(id));
  const able = probe.kind === 'events' ? { ...probe, outcomes: probe.outcomes.filter(isThere) } : probe;
  return partsOf(able).every(isThere) ? able : undefined;
}

async function loadReadable(id: string, { series }: Context): Promise<Series | undefined> {
  try {
    return await series.load(id);
  } catch (error) {
    if (error instanceof ProviderError) return undefined;
    throw error;
  }
}

async function lookOver(id: string, clinic: Clinic, context: Context): Promise<DoctoredSeries> {
  let whole: Series;
  try {
    whole = await context.series.load(id);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { id, title: id, calendar: '', rows: 0, from: null, to: null, findings: [findingOfFailure(error)], comparisons: [] };
  }
  const series = clinic.day === undefined ? whole : knownAsOf(whole, endOfDay(clinic.day));
  const seconds = await secondsOf(id, clinic.against, context);
  const findings = examine(series, {
    now: clinic.now,
    isPulled: context.store !== undefined,
    adjusted: await adjustedOf(id, context),
    seconds,
    recordings: await recordingsOf(series, clinic.now, context),
  }).map((finding) => present(series, finding, clinic.studies));
  const [first, last] = [series.dates[0], series.dates.at(-1)];
  return {
    id,
    title: series.title,
    calendar: series.calendar,
    rows: series.dates.length,
    from: first === undefined ? null : formatCivilDate(first),
    to: last === undefined ? null : formatCivilDate(last),
    findings: [...findings, ...findingsOfNotes(series.notes)].toSorted((a, b) => RANK[a.severity] - RANK[b.severity]),
    comparisons: seconds.map((second) => {
      const { name, tolerance, factor, years } = compareByYear(series, second);
      return { source: name, tolerance, factor, years: years.map((year) => ({ ...year, largestOn: formatCivilDate(year.largestOn) })) };
    }),
  };
}

const MOST_DATES = 20;

function present(series: Series, finding: Finding, studies: Studies): DoctorFinding {
  const { kind, severity, dates } = finding;
  const effects = studies.effectsOf(series, finding);
  const [first, last] = [dates[0], dates.at(-1)];
  const isGap = kind === 'long gap' || kind === 'missing closes';
  return {
    kind,
    severity,
    from: first === undefined ? null : formatCivilDate(first),
    to: last === undefined ? null : formatCivilDate(last),
    count: dates.length,
    dates: Array.from(dates.subarray(0, MOST_DATES), formatCivilDate),
    ...wordsOf(finding),
    effect: effectsSentence(finding, effects, {
      readers: studies.readers(series.id).length,
      hasRepair: isGap || repairOf(finding) !== undefined,
    }),
    effects,
  };
}

const RANK = { error: 0, warning: 1, note: 2 } as const;

const rankOf = ({ findings }: DoctoredSeries): number => Math.min(3, ...findings.map(({ severity }) => RANK[severity]));

function summaryOf(series: readonly DoctoredSeries[], { error, warning, note }: DoctorResult['counts']): string {
  const clean = series.filter((one) => rankOf(one) >= RANK.note).length;
  return `${formatCount(series.length, 'series', 'series')} looked over: ${formatCount(error, 'error')}, ${formatCount(warning, 'warning')}, ${formatCount(note, 'note')}; ${formatCount(clean, 'series', 'series')} without an error or a warning.`;
}

function commandOf({ ids, pack, against, asOf }: DoctorInput, { program, dataOption }: Context): string {
  const options = [
    pack === DoctorInput.parse({}).pack ? '' : `--pack ${pack}`,
    against === undefined ? '' : `--against ${against}`,
    asOf === undefined ? '' : `--as-of ${asOf}`,
    dataOption,
  ];
  return [`${program} doctor`, ...ids, ...options].filter(Boolean).join(' ');
}

/** The page of what the doctor found. */
export async function doctorReport(result: DoctorResult, { version }: Context): Promise<string> {
  const { renderDoctor } = await import('../../report/doctor-report.ts');
  return renderDoctor(result, { version });
}

/** Findings are the result; only what could not be read was not done. */
export function endingOf({ series }: DoctorResult): 'done' | 'partial' | 'data' {
  const unread = series.filter(({ rows }) => rows === 0).length;
  return unread === 0 ? 'done' : unread < series.length ? 'partial' : 'data';
}
