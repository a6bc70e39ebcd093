import type { AlertHistoryResult, AlertsResult, DryRunInput, DryRunResult } from '../../src/contract/alerts.ts';
import type { BriefInput, BriefResult } from '../../src/contract/brief.ts';
import type { CheckResult, SeriesDetail, SeriesList } from '../../src/contract/claims.ts';
import type { DoctorInput, DoctorResult } from '../../src/contract/doctor.ts';
import type { EvidenceInput, EvidenceResult } from '../../src/contract/evidence.ts';
import type { ExplainInput, ExplainResult } from '../../src/contract/explain.ts';
import type { LanguageInput, LanguageResult, ParseInput, ParseResult } from '../../src/contract/expression.ts';
import type { BackcastInput, BackcastResult, ForecastResult, ForecastShowInput } from '../../src/contract/forecast.ts';
import type { DeadJobsDone, DeadJobsResult, JobsResult } from '../../src/contract/job-queue.ts';
import type { LagResult } from '../../src/contract/lag.ts';
import type { CheckInput, LagInput, SeriesInput, SeriesShowInput, StudyInput } from '../../src/contract/operations.ts';
import type { ReadInput, ReadResult } from '../../src/contract/read.ts';
import type { ScanInput, ScanResult } from '../../src/contract/scan.ts';
import type { NowInput, NowResult, PacksResult } from '../../src/contract/state.ts';
import type { DiffResult, RunResult, RunsResult, StoreResult } from '../../src/contract/store.ts';
import type { StudyOutput } from '../../src/contract/study.ts';

/** What the page asks of the server: the input and the result of each operation, by its name. */
export interface Operations {
  check: [Partial<CheckInput>, CheckResult];
  study: [Partial<StudyInput> & Pick<StudyInput, 'when' | 'then'>, StudyOutput];
  scan: [Partial<ScanInput> & Pick<ScanInput, 'targets'>, ScanResult];
  lag: [Partial<LagInput> & Pick<LagInput, 'a' | 'b'>, LagResult];
  now: [Partial<NowInput>, NowResult];
  brief: [Partial<BriefInput>, BriefResult];
  evidence: [Partial<EvidenceInput>, EvidenceResult];
  read: [Partial<ReadInput>, ReadResult];
  packs: [Record<never, never>, PacksResult];
  parse: [Partial<ParseInput> & Pick<ParseInput, 'text'>, ParseResult];
  language: [Partial<LanguageInput>, LanguageResult];
  explain: [Partial<ExplainInput>, ExplainResult];
  series: [Partial<SeriesInput>, SeriesList];
  'series show': [Partial<SeriesShowInput> & Pick<SeriesShowInput, 'id'>, SeriesDetail];
  doctor: [Partial<DoctorInput>, DoctorResult];
  store: [Record<never, never>, StoreResult];
  'forecast show': [Partial<ForecastShowInput>, ForecastResult];
  'forecast backcast': [Partial<BackcastInput> & Pick<BackcastInput, 'from'>, BackcastResult];
  'store runs': [{ limit?: number }, RunsResult];
  'store run': [{ id: string }, RunResult];
  alerts: [Record<never, never>, AlertsResult];
  'alerts history': [{ rule?: string; limit?: number }, AlertHistoryResult];
  'alerts dry-run': [Partial<DryRunInput>, DryRunResult];
  jobs: [{ limit?: number }, JobsResult];
  'jobs dead': [{ limit?: number }, DeadJobsResult];
  'jobs retry': [{ ids: readonly string[] }, DeadJobsDone];
  'store diff': [{ before: string; after: string }, DiffResult];
}

export type OperationName = keyof Operations;
export type InputOf<Name extends OperationName> = Operations[Name][0];
export type ResultOf<Name extends OperationName> = Operations[Name][1];
