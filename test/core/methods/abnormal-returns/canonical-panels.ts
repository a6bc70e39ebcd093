import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AbnormalReturns, abnormalReturns, type ReturnPanel } from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import type { PlacedEvent } from '../../../../src/core/methods/abnormal-returns/event-windows.ts';
import { known } from './results.ts';

const folder = fileURLToPath(new URL('../../../../../shared/refs/event-tests/', import.meta.url));

/** Whether the reference numbers lie beside the repository; without them the tests that read them are skipped. */
export const hasCanonical = existsSync(`${folder}prices.csv`);

if (!hasCanonical) console.warn(`skipped: no reference numbers of event tests at ${folder}`);

/** What an independent computation in numpy gave. */
export interface CanonicalNumbers {
  readonly alpha: number[];
  readonly beta: number[];
  readonly s2_df_L1minus2: number[];
  readonly AR: number[][];
  readonly CAR: number[];
  readonly SAR_forecast_corrected: number[][];
  readonly var_CAR_exact_prediction: number[];
  readonly SCAR: number[];
  readonly kp_rbar_estimation_residuals_event_time: number;
  readonly corrado_cum_rank_z: number;
  readonly grank: { readonly t: number; readonly df: number; readonly p_two: number };
  readonly daily: Readonly<Record<string, number[]>>;
  readonly CAAR: Readonly<Record<string, number>>;
}

/** A panel of the reference: its numbers, those of R's EventStudy, and the program's abnormal returns of the same prices. */
export interface CanonicalPanel {
  readonly numbers: CanonicalNumbers;
  readonly peer: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>>;
  readonly abnormal: AbnormalReturns;
}

const windows = { estimationWindow: { from: -160, to: -11 }, eventWindow: { from: -2, to: 5 } };
const read = (name: string) => JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));

/** Eight assets with one event each on one date (A), or one asset with six events (B). */
export function canonicalPanel(name: 'A' | 'B'): CanonicalPanel {
  const [header, ...lines] = readFileSync(`${folder}prices.csv`, 'utf8').trim().split('\n');
  const columns = (header as string).split(',');
  const rows = lines.map((line) => line.split(',').map(Number));
  const returns = (id: string) => {
    const logs = rows.map((row) => Math.log(row[columns.indexOf(id)] as number));
    return Float64Array.from(logs, (log, i) => (i === 0 ? Number.NaN : log - (logs[i - 1] as number)));
  };
  const ids = name === 'A' ? ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'] : ['BTC'];
  const panel: ReturnPanel = { assets: ids.map(returns), market: returns('IDX') };
  const events: PlacedEvent[] =
    name === 'A'
      ? ids.map((_, asset) => ({ asset, index: 399 }))
      : [260, 330, 400, 470, 540, 610].map((row) => ({ asset: 0, index: row - 1 }));
  return {
    numbers: read(name === 'A' ? 'canonical_panelA_8assets_same_date' : 'canonical_panelB_1asset_6events'),
    peer: read('sipemu_EventStudy')[`panel${name}`],
    abnormal: known(abnormalReturns(panel, events, { ...windows, model: { kind: 'market' }, returns: 'log' })),
  };
}
