import {
  BackcastInput,
  BackcastResult,
  ForecastResult,
  ForecastShowInput,
  LedgerExportInput,
  LedgerExportResult,
  ScoreInput,
  ScoreResult,
  SealInput,
  SealResult,
  VerifyInput,
  VerifyResult,
} from '../../contract/forecast.ts';
import { commandOf } from '../command.ts';
import type { Operation } from '../operation.ts';
import { backcast } from '../operations/forecast-backcast.ts';
import { scoreForecasts } from '../operations/forecast-score.ts';
import { sealForecasts } from '../operations/forecast-seal.ts';
import { exportLedger, showForecasts, verifyLedger } from '../operations/forecast-show.ts';

const backcastOperation: Operation = {
  name: 'forecast backcast',
  summary: 'Replay past dates as of then: what would have been forecast, and what came of it; marked, and never in the ledger.',
  input: BackcastInput,
  output: BackcastResult,
  positional: ['pack'],
  examples: [
    'harbinger forecast backcast --from 2024-06-01 --every 26w',
    'harbinger forecast backcast --claim rallies-follow --from 2020-10-01 --to 2021-02-01',
  ],
  reads: 'series',
  formats: [],
  access: 'run',
  async run(input, context) {
    return { result: { ...(await backcast(input, context)), command: commandOf(backcastOperation, input, context) } };
  },
};

/** Sealed forecasts: the ledger and its scores. */
export const forecasts: readonly Operation[] = [
  {
    name: 'forecast seal',
    summary: 'Seal a forecast for each open question of a pack, in a chain that only grows.',
    input: SealInput,
    output: SealResult,
    positional: ['pack'],
    examples: ['harbinger forecast seal', 'harbinger forecast seal my-claims.yaml --dry-run'],
    reads: 'series',
    formats: [],
    access: 'admin',
    teamAccess: 'run',
    async run(input, context) {
      return { result: await sealForecasts(input, context) };
    },
  },
  {
    name: 'forecast score',
    summary: 'Score the sealed forecasts that are due and whose outcome is complete in the data.',
    input: ScoreInput,
    output: ScoreResult,
    positional: [],
    examples: ['harbinger forecast score'],
    reads: 'series',
    formats: [],
    access: 'admin',
    teamAccess: 'run',
    async run(input, context) {
      return { result: await scoreForecasts(input, context) };
    },
  },
  {
    name: 'forecast show',
    summary: 'The ledger: what is open, what came true, how good the forecasts were, and who has been right.',
    input: ForecastShowInput,
    output: ForecastResult,
    positional: [],
    examples: ['harbinger forecast show', 'harbinger forecast show --early'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await showForecasts(input, context) };
    },
  },
  {
    name: 'forecast verify',
    summary: 'Check the ledger, or a file of it, from its first entry to its last: nothing was altered, left out or cut off.',
    input: VerifyInput,
    output: VerifyResult,
    positional: ['file'],
    examples: ['harbinger forecast verify'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      const result = await verifyLedger(input, context);
      return { result, ending: result.holds ? 'done' : 'data' };
    },
  },
  {
    name: 'forecast export',
    summary: 'The ledger as JSON lines, one entry each, for anybody to check.',
    input: LedgerExportInput,
    output: LedgerExportResult,
    positional: [],
    examples: ['harbinger forecast export --out ledger.jsonl'],
    reads: 'store',
    formats: ['jsonl'],
    access: 'read',
    async run(_, context) {
      const result = await exportLedger(context);
      return { result, render: { jsonl: async () => result.lines.map((line) => `${line}\n`).join('') } };
    },
  },
  backcastOperation,
];
