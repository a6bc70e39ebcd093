import { z } from 'zod';
import { DryRun } from '../../contract/alerts.ts';
import { ScepticalUpdate } from '../../contract/belief.ts';
import { ClaimResult, SeriesDetail } from '../../contract/claims.ts';
import { SpecificationCurve } from '../../contract/curve.ts';
import { EvidenceReading, IndicatorReading } from '../../contract/evidence.ts';
import { BackcastResult, ForecastResult, LedgerExportResult } from '../../contract/forecast.ts';
import { LeadScanResult } from '../../contract/lead-lag-scan.ts';
import { ReadArticle, ReadClaim, ReadResult } from '../../contract/read.ts';
import { TriggerScanResult } from '../../contract/scan.ts';
import { AuditResult } from '../../contract/spaces.ts';
import { ClaimState } from '../../contract/state.ts';
import { StudyResult } from '../../contract/study.ts';
import { Trade } from '../../contract/trade.ts';
import { UnprofitableResult } from '../../contract/unprofitable.ts';

/** Characters of JSON that a model can be expected to read at once. */
export const MOST_CHARACTERS = 60_000;

/** Fields that may be left out of a result that is too long. They are absent then, never empty, so that nothing is mistaken for a finding. */
const OPTIONAL: ReadonlyMap<z.ZodType, readonly string[]> = new Map<z.ZodType, readonly string[]>([
  [ScepticalUpdate, ['curve']],
  [SpecificationCurve, ['points']],
  [Trade, ['wealth']],
  [SeriesDetail, ['values', 'points']],
  [IndicatorReading, ['fourWeeksAgo', 'last', 'series', 'reasonBy', 'note']],
  [EvidenceReading, ['history']],
  [ClaimState, ['outlets', 'command']],
  [UnprofitableResult, ['companies', 'leftOut', 'points']],
  [ForecastResult, ['forecasts']],
  [BackcastResult, ['forecasts']],
  [LedgerExportResult, ['lines']],
  [DryRun, ['points', 'episodes']],
  [ReadArticle, ['text', 'claims']],
  [ReadClaim, ['numbers', 'dates']],
  [ReadResult, ['drafts', 'syndication']],
  [TriggerScanResult, ['heat', 'groups', 'rows']],
  [AuditResult, ['entries']],
  [LeadScanResult, ['rows', 'notTested', 'sources']],
  [StudyResult, ['pictures', 'distribution', 'leaveOneOut', 'crossChecks', 'tests', 'placebos', 'events', 'excluded', 'gates', 'notes']],
  [ClaimResult, ['pictures', 'toDate', 'known', 'relations', 'conditions', 'figures', 'outlets', 'asserts', 'howSure', 'gates', 'notes']],
]);

const LEFT_OUT = 'Left out where the result is too long to be read at once; the text says so and where the whole is.';

interface Step {
  /** What goes, in words. */
  readonly what: string;
  readonly keys: readonly string[];
  /** Where: keys on the way, `*` for every element. */
  readonly at: readonly (readonly string[])[];
}

const KNOWN = ['claims', '*', 'known', '*'];
const TO_DATE = ['claims', '*', 'toDate', '*'];
const CLAIMS = ['claims', '*'];
const curvesOf = (studies: readonly (readonly string[])[]): Step[] => [
  { what: 'the numbers behind the pictures', keys: ['pictures', 'distribution'], at: [...studies, CLAIMS] },
  { what: 'the points of curves', keys: ['points'], at: studies.map((study) => [...study, 'curve']) },
  { what: 'the points of curves', keys: ['curve'], at: studies.map((study) => [...study, 'belief', 'sceptical']) },
  { what: 'the points of curves', keys: ['wealth'], at: studies.map((study) => [...study, 'trade']) },
];

const ONE_BY_ONE: Step = {
  what: 'what each indicator read four weeks before, and where its figures come from',
  keys: ['fourWeeksAgo', 'last', 'series', 'reasonBy', 'note'],
  at: [['evidence', 'indicators', '*']],
};

/** What goes, in this order, until the rest can be read at once: first what only a picture needs, last what the verdict rests on. */
const STEPS: Readonly<Record<string, readonly Step[]>> = {
  check: [
    ...curvesOf([KNOWN, TO_DATE]),
    { what: 'the cases to date (no verdict rests on them)', keys: ['toDate'], at: [CLAIMS] },
    { what: 'what stands beside each study', keys: ['crossChecks', 'placebos', 'leaveOneOut', 'tests', 'events', 'excluded'], at: [KNOWN] },
    { what: 'the studies of each pattern', keys: ['known'], at: [CLAIMS] },
    {
      what: 'tests, conditions, figures and sources of each claim',
      keys: ['relations', 'conditions', 'figures', 'outlets', 'asserts', 'howSure', 'gates', 'notes'],
      at: [CLAIMS],
    },
  ],
  audit: [{ what: 'the entries one by one', keys: ['entries'], at: [[]] }],
  'forecast show': [{ what: 'the forecasts one by one', keys: ['forecasts'], at: [[]] }],
  'forecast backcast': [{ what: 'the forecasts one by one', keys: ['forecasts'], at: [[]] }],
  'forecast export': [{ what: 'the lines of the chain', keys: ['lines'], at: [[]] }],
  evidence: [{ what: 'the weekly history of the reading', keys: ['history'], at: [['evidence', 'reading']] }, ONE_BY_ONE],
  now: [ONE_BY_ONE, { what: 'where each claim stood, and the command that checks it', keys: ['outlets', 'command'], at: [CLAIMS] }],
  'series show': [
    { what: 'the points of the chart', keys: ['points'], at: [[]] },
    { what: 'all dates and values but the last', keys: ['values'], at: [[]] },
  ],
  unprofitable: [
    { what: 'the companies one by one', keys: ['companies', 'leftOut'], at: [[]] },
    { what: 'the dates one by one', keys: ['points'], at: [[]] },
  ],
  'alerts dry-run': [
    { what: 'the points of the chart', keys: ['points'], at: [['runs', '*']] },
    { what: 'the times at which each rule fired', keys: ['episodes'], at: [['runs', '*']] },
  ],
  read: [
    { what: 'the texts themselves', keys: ['text'], at: [['articles', '*']] },
    { what: 'the drafts as a claim file', keys: ['drafts'], at: [[]] },
    { what: 'the numbers and dates of each claim', keys: ['numbers', 'dates'], at: [['articles', '*', 'claims', '*']] },
    { what: 'the texts compared', keys: ['syndication'], at: [[]] },
    { what: 'the claims one by one', keys: ['claims'], at: [['articles', '*']] },
  ],
  scan: [
    { what: 'the heat map, and pairs that could not be tested', keys: ['heat', 'notTested', 'sources'], at: [[]] },
    { what: 'the rows one by one and their groups', keys: ['rows', 'groups'], at: [[]] },
  ],
  study: [
    ...curvesOf([['members', '*']]),
    {
      what: 'what stands beside each study',
      keys: ['crossChecks', 'placebos', 'leaveOneOut', 'tests', 'events', 'excluded'],
      at: [['members', '*']],
    },
  ],
};

/** The schema of a result of which fields may be left out: it holds for the whole as well. */
export function relaxed(schema: z.ZodType, done = new Map<z.ZodType, z.ZodType>()): z.ZodType {
  const known = done.get(schema);
  if (known) return known;
  const made = relaxedAnew(schema, done);
  done.set(schema, made);
  return made;
}

function relaxedAnew(schema: z.ZodType, done: Map<z.ZodType, z.ZodType>): z.ZodType {
  if (schema instanceof z.ZodNullable) return relaxed(schema.unwrap() as z.ZodType, done).nullable();
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map((option) => relaxed(option as z.ZodType, done)));
  // Bounds on the number of elements stay where nothing inside changes.
  if (schema instanceof z.ZodArray) {
    const element = relaxed(schema.element as z.ZodType, done);
    return element === schema.element ? schema : schema.clone({ ...schema.def, element });
  }
  if (!(schema instanceof z.ZodObject)) return schema;
  const optional = OPTIONAL.get(schema) ?? [];
  const shape = Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, field]) => {
    const inner = relaxed(field, done);
    return [key, optional.includes(key) ? inner.optional().meta({ description: LEFT_OUT }) : inner] as const;
  });
  return shape.every(([key, field]) => field === schema.shape[key]) ? schema : z.strictObject(Object.fromEntries(shape));
}

/** A result that can be read at once, and what had to go for it, in words. */
export function fitted(operation: string, result: object): { readonly result: object; readonly leftOut: readonly string[] } {
  let fit = result;
  const leftOut = new Set<string>();
  for (const { what, keys, at } of STEPS[operation] ?? []) {
    if (JSON.stringify(fit).length <= MOST_CHARACTERS) break;
    const before = fit;
    for (const way of at) fit = without(fit, way, keys) as object;
    if (JSON.stringify(fit) !== JSON.stringify(before)) leftOut.add(what);
  }
  return { result: fit, leftOut: [...leftOut] };
}

/** A copy of a value without some keys of the records at the end of a way; a way that ends early changes nothing. */
function without(value: unknown, [step, ...rest]: readonly string[], keys: readonly string[]): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (step === undefined)
    return Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
  if (step === '*') return Array.isArray(value) ? value.map((element) => without(element, rest, keys)) : value;
  if (!(step in value)) return value;
  return { ...value, [step]: without((value as Record<string, unknown>)[step], rest, keys) };
}
