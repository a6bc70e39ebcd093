import type {
  AlertHistoryResult,
  AlertRetryResult,
  AlertsResult,
  AlertTestResult,
  DryRunResult,
  SilenceResult,
} from '../../contract/alerts.ts';
import type { BriefResult } from '../../contract/brief.ts';
import type { CheckResult, SeriesDetail, SeriesList } from '../../contract/claims.ts';
import type { DoctorResult } from '../../contract/doctor.ts';
import type { EvidenceResult } from '../../contract/evidence.ts';
import type { ExplainResult } from '../../contract/explain.ts';
import type { LanguageResult, ParseResult } from '../../contract/expression.ts';
import type { BackcastResult, ForecastResult, LedgerExportResult, ScoreResult, SealResult, VerifyResult } from '../../contract/forecast.ts';
import type { ImportResult } from '../../contract/import.ts';
import type { DeadJobsDone, DeadJobsResult, JobCancelResult, JobShowResult, JobsResult } from '../../contract/job-queue.ts';
import type { LagResult } from '../../contract/lag.ts';
import type { PullResult } from '../../contract/pull.ts';
import type { ReadResult } from '../../contract/read.ts';
import type { ScanResult } from '../../contract/scan.ts';
import type { AuditResult } from '../../contract/spaces.ts';
import type { NowResult, PacksResult } from '../../contract/state.ts';
import type { DiffResult, MoveResult, RunResult, RunsResult, StoreResult, WrittenResult } from '../../contract/store.ts';
import type { StudyOutput } from '../../contract/study.ts';
import type { UnprofitableResult } from '../../contract/unprofitable.ts';
import { printAlertHistory, printAlerts, printAlertTest, printDryRun, printRetry, printSilence } from './alerts.ts';
import { printAudit } from './audit.ts';
import { printCheck } from './check.ts';
import { printDoctor } from './doctor.ts';
import { printEvidence } from './evidence.ts';
import { printExplain } from './explain.ts';
import { printLanguage, printParse } from './expression.ts';
import { printBackcast, printForecasts, printLedgerExport, printScore, printSeal, printVerify } from './forecast.ts';
import { printImport } from './import.ts';
import { printDeadJobs, printJob, printJobDone, printJobs } from './jobs.ts';
import { printLag } from './lag.ts';
import { printNow } from './now.ts';
import { printPacks } from './packs.ts';
import { printPull } from './pull.ts';
import { printRead } from './read.ts';
import { printScan } from './scan.ts';
import { printSeriesDetail, printSeriesList } from './series.ts';
import { printMove, printRuns, printStore, printWritten } from './store.ts';
import { type Printer, printDiff, printRun } from './store-diff.ts';
import { printStudy } from './study.ts';
import { printUnprofitable } from './unprofitable.ts';

/** How each operation's result looks in a terminal; one without an entry is printed as JSON. */
export const printers: Readonly<Record<string, Printer>> = {
  check: (result: CheckResult, look) => printCheck(result, look),
  now: (result: NowResult, look) => printNow(result, look),
  brief: (result: BriefResult) => result.text,
  evidence: (result: EvidenceResult, look) => printEvidence(result, look),
  study: (result: StudyOutput, look) => printStudy(result, look),
  read: (result: ReadResult, look) => printRead(result, look),
  scan: (result: ScanResult, look) => printScan(result, look),
  lag: (result: LagResult, look) => printLag(result, look),
  'forecast seal': (result: SealResult, look) => printSeal(result, look),
  'forecast score': (result: ScoreResult, look) => printScore(result, look),
  'forecast show': (result: ForecastResult, look) => printForecasts(result, look),
  'forecast verify': (result: VerifyResult, look) => printVerify(result, look),
  'forecast export': (result: LedgerExportResult) => printLedgerExport(result),
  'forecast backcast': (result: BackcastResult, look) => printBackcast(result, look),
  parse: (result: ParseResult, look, input) => printParse(result, look, input),
  language: (result: LanguageResult, look) => printLanguage(result, look),
  packs: (result: PacksResult, look) => printPacks(result, look),
  explain: (result: ExplainResult, look) => printExplain(result, look),
  series: (result: SeriesList, look) => printSeriesList(result, look),
  'series show': (result: SeriesDetail, look) => printSeriesDetail(result, look),
  doctor: (result: DoctorResult, look) => printDoctor(result, look),
  pull: (result: PullResult, look) => printPull(result, look),
  import: (result: ImportResult, look) => printImport(result, look),
  unprofitable: (result: UnprofitableResult, look) => printUnprofitable(result, look),
  store: (result: StoreResult, look) => printStore(result, look),
  'store runs': (result: RunsResult, look) => printRuns(result, look),
  'store run': (result: RunResult, look) => printRun(result, look, printers[result.operation]),
  'store diff': (result: DiffResult, look) => printDiff(result, look),
  audit: (result: AuditResult) => printAudit(result),
  'store init': (result: WrittenResult) => printWritten(result),
  'store move': (result: MoveResult, look) => printMove(result, look),
  'store backup': (result: WrittenResult) => printWritten(result),
  'store restore': (result: WrittenResult) => printWritten(result),
  'store export': (result: WrittenResult) => printWritten(result),
  alerts: (result: AlertsResult, look) => printAlerts(result, look),
  'alerts history': (result: AlertHistoryResult, look) => printAlertHistory(result, look),
  'alerts dry-run': (result: DryRunResult, look) => printDryRun(result, look),
  'alerts silence': (result: SilenceResult) => printSilence(result),
  'alerts unsilence': (result: SilenceResult) => printSilence(result),
  'alerts test': (result: AlertTestResult, look) => printAlertTest(result, look),
  'alerts retry': (result: AlertRetryResult) => printRetry(result),
  jobs: (result: JobsResult, look) => printJobs(result, look),
  'jobs show': (result: JobShowResult, look) => printJob(result, look),
  'jobs cancel': (result: JobCancelResult) => printJobDone(result),
  'jobs dead': (result: DeadJobsResult, look) => printDeadJobs(result, look),
  'jobs retry': (result: DeadJobsDone) => printJobDone(result),
  'jobs drop': (result: DeadJobsDone) => printJobDone(result),
};
