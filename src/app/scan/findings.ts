import type { ScanFinding, ScanRow } from '../../contract/scan.ts';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { judgeStudy } from '../../core/claims/judge-study.ts';
import { FEW_CLUSTERS } from '../../core/claims/withholding.ts';
import type { FamilyStanding } from '../../core/methods/event-study/family.ts';
import type { Study } from '../../core/methods/event-study/study.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import type { Context } from '../context.ts';
import { volatilityScaledShift } from '../cross-checks/shifts.ts';
import { runFamily } from '../family.ts';
import type { Panel } from '../panel.ts';
import { readExpression } from '../panel.ts';
import { studySentence } from '../present/study-sentence.ts';
import { verdictText } from '../present/verdict-words.ts';

/** Findings whose full study is told; each takes about as long as a study. */
const MOST_STUDIED = 10;

/** Seed of the placebos beside the verdict. */
const SEED = 1;

/**
 * The full study of what survived: its gates are those of any study, but the p that must be small is that of the whole scan.
 *
 * @param rows - One for each finding.
 */
export async function studyFindings(
  rows: readonly ScanRow[],
  { panel, asOf, direction, tested, context }: { panel: Panel; asOf: EpochDay; direction: 'up' | 'down'; tested: number; context: Context },
): Promise<ScanFinding[]> {
  const findings: ScanFinding[] = [];
  for (const row of rows.slice(0, MOST_STUDIED)) {
    context.signal?.throwIfAborted();
    const trigger = readExpression(row.trigger, 'trigger');
    const outcome = readExpression(row.outcome, 'outcome');
    const [alone] = runFamily(panel, { trigger, outcomes: [outcome], direction, seed: SEED }, asOf);
    if (!alone) continue;
    // The gate of few clusters weighs it once more.
    const adjusted = row.clusters < FEW_CLUSTERS ? row.adjusted / 2 : row.adjusted;
    const standing = { ...(alone.standing as FamilyStanding), adjusted: { up: 1, down: 1, [direction]: adjusted } };
    const hasCycle = panel.series.get(outcome.series[0] as string)?.cycle !== undefined;
    const judgement = judgeStudy({ study: alone.study, standing, placebos: alone.placebos, hasCycle }, direction);
    const judged = { ...alone, standing, judgement, familySize: tested, scanned: tested };
    findings.push({
      ...{ group: row.group, trigger: row.trigger, target: row.target, horizon: row.horizon, outcome: row.outcome, adjusted: row.adjusted },
      volatilityScaledP: volatilityScaledP(alone.study, direction),
      verdict: verdictText(judgement),
      verdictKind: judgement.verdict,
      sentence: studySentence(judged),
      command: studyCommand(row, direction, context),
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return findings;
}

function volatilityScaledP(study: Study, direction: 'up' | 'down'): number | null {
  if (!study.shifts || study.outcomes.before === null) return null;
  const scaled = volatilityScaledShift(study);
  return isInsufficient(scaled) ? null : scaled.p[direction];
}

/** The command that opens a hypothesis as a study. */
export const studyCommand = (
  { trigger, outcome }: Pick<ScanRow, 'trigger' | 'outcome'>,
  direction: 'up' | 'down',
  { program, dataOption }: Pick<Context, 'program' | 'dataOption'>,
): string =>
  [program, `study --when '${trigger}' --then '${outcome}'`, direction === 'down' ? '--direction down' : '', dataOption]
    .filter(Boolean)
    .join(' ');
