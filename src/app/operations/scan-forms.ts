import { Document } from 'yaml';
import type { z } from 'zod';
import type { Pack } from '../../contract/pack.ts';
import { ScanInput, type ScanRow, type TriggerScanResult } from '../../contract/scan.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { keptShare } from '../../core/methods/scan/shrunken-effect.ts';
import { CallerError, type Context } from '../context.ts';
import { readExpression } from '../panel.ts';
import { foretold } from '../present/scan-sentence.ts';
import { falseDiscovery, ranking, representatives } from '../scan/best-rows.ts';
import type { ScanRun } from './scan.ts';

type WholeScan = ScanRun & { readonly whole: NonNullable<ScanRun['whole']> };

/** The report on a scan. The drawing code is loaded only here. */
export async function scanReport({ result, facts }: ScanRun, command: string, { version }: Context): Promise<string> {
  if (result.kind === 'lead-lag') return (await import('../../report/lead-scan-report.ts')).renderLeadScan({ ...result, command }, version);
  if (result.kind !== 'triggers') throw noWhole();
  const { renderScan } = await import('../../report/scan-report.ts');
  return renderScan({ ...result, command }, { version, dataHash: facts?.dataHash ?? '' });
}

/** Every combination that was tested, the smallest adjusted p first. */
export async function scanTable(run: ScanRun): Promise<string> {
  if (run.result.kind === 'lead-lag') return (await import('../../report/scan-csv.ts')).leadScanCsv(run.result);
  const { scan, plan } = wholeOf(run).whole;
  const kept = keptShare(scan.z);
  const discoveries = falseDiscovery(scan);
  const { scanCsv } = await import('../../report/scan-csv.ts');
  return scanCsv(
    Array.from(ranking(scan), (h) => {
      const { when } = plan.triggers[scan.trigger[h] as number] as (typeof plan.triggers)[number];
      const { target, horizon, checked } = plan.outcomes[scan.outcome[h] as number] as (typeof plan.outcomes)[number];
      return [
        ...[when, target, horizon, checked.text, scan.sizes[h] as number, scan.clusters[h] as number, scan.dates[h] as number],
        ...[scan.observed[h] as number, scan.base[h] as number, kept * ((scan.observed[h] as number) - (scan.base[h] as number))],
        ...[
          scan.z[h] as number,
          scan.p[h] as number,
          scan.adjusted[h] as number,
          discoveries.hochberg[h] as number,
          discoveries.yekutieli[h] as number,
        ],
        (scan.adjusted[h] as number) <= run.input.level ? 'yes' : 'no',
      ];
    }),
  );
}

const noWhole = (): CallerError =>
  new CallerError('this is no whole scan of triggers: leave --dry-run, --block and --lead-lag out, or put the parts together with --merge');

function wholeOf(run: ScanRun): WholeScan {
  if (!run.whole) throw noWhole();
  return run as WholeScan;
}

/**
 * What survives as a claim file: each finding a claim that is made on the date of the scan, so that what comes after it is its test and what it was
 * drawn from is not.
 */
export function scanClaims(run: ScanRun, context: Context): string {
  const { whole, result } = wholeOf(run);
  const found = representatives((result as TriggerScanResult).rows);
  if (found.length === 0) {
    throw new CallerError(
      'nothing survives this scan, so there is no claim to write; any row can be made a claim file with `study … --out claim.yaml`',
    );
  }
  const asOf = formatCivilDate(whole.plan.asOf);
  const document = new Document(packOf(found, { run, asOf }));
  document.commentBefore = [
    ` Claims drawn from a scan of ${whole.scan.p.length} combinations. Check them with: ${context.program} check FILE`,
    ` The data until ${asOf} suggested them and cannot test them; what comes after does.`,
    ' Their own p below count each alone. The p of the scan stands in each statement.',
  ].join('\n');
  return document.toString({ lineWidth: 120 });
}

function packOf(found: readonly ScanRow[], { run, asOf }: { run: ScanRun; asOf: string }): z.input<typeof Pack> {
  const { panel, plan, scan } = wholeOf(run).whole;
  const ids = new Set(
    found.flatMap(({ trigger, outcome }) => [...readExpression(trigger, 'trigger').series, ...readExpression(outcome, 'outcome').series]),
  );
  const { targets, direction } = ScanInput.parse(run.input);
  return {
    pack: 'scanned',
    title: `What a scan found before ${foretold(plan.kind, direction)} of ${targets.join(', ')}`,
    question: 'Does what a scan found hold in data that the scan did not see?',
    articles: { scan: { outlet: 'a scan', date: asOf, title: `${scan.p.length} combinations tried` } },
    series: Object.fromEntries(
      [...panel.series]
        .filter(([id]) => ids.has(id))
        .map(([id, { title, cycle }]) => [
          id,
          { title, ...(cycle ? { cycle: { name: cycle.name, dates: Array.from(cycle.dates, formatCivilDate) } } : {}) },
        ]),
    ),
    claims: found.map(({ trigger, outcome, adjusted }, i) => ({
      id: `found-${i + 1}`,
      kind: 'pattern',
      by: 'a scan',
      in: ['scan'],
      statement: `After ${trigger}, ${outcome} is ${direction === 'up' ? 'higher' : 'lower'} than after other dates: p ${adjusted.toPrecision(2)} over all ${scan.p.length} combinations tried.`,
      test: `After ${trigger}, is ${outcome} ${direction === 'up' ? 'higher' : 'lower'} than after other dates?`,
      check: { study: { when: trigger, then: [outcome], primary: outcome, direction } },
    })),
  };
}
