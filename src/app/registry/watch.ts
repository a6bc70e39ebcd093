import {
  AlertHistoryInput,
  AlertHistoryResult,
  AlertRetryInput,
  AlertRetryResult,
  AlertsInput,
  AlertsResult,
  AlertTestInput,
  AlertTestResult,
  DryRunInput,
  DryRunResult,
  SilenceInput,
  SilenceResult,
  UnsilenceInput,
} from '../../contract/alerts.ts';
import type { Operation } from '../operation.ts';
import { dryRunAlerts, testAlerts } from '../operations/alert-rules.ts';
import { alertHistory, listAlerts, retryAlerts, silenceAlerts, unsilenceAlerts } from '../operations/alerts.ts';

/** Alerts: how the rules stand, what they did, who is not to be told. */
export const watch: readonly Operation[] = [
  {
    name: 'alerts',
    summary: 'How the alert rules stand: what fires, what cannot be read, silences, what could not be delivered.',
    input: AlertsInput,
    output: AlertsResult,
    positional: [],
    examples: ['harbinger alerts', 'harbinger alerts --json'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(_, context) {
      return { result: await listAlerts(context) };
    },
  },
  {
    name: 'alerts history',
    summary: 'What the alert rules did: when each fired and was over, when that was known, who was not told.',
    input: AlertHistoryInput,
    output: AlertHistoryResult,
    positional: ['rule'],
    examples: ['harbinger alerts history', 'harbinger alerts history rut-record --limit 10'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await alertHistory(input, context) };
    },
  },
  {
    name: 'alerts dry-run',
    summary: 'When a rule would have fired over the history of the data, each time on what was known then.',
    input: DryRunInput,
    output: DryRunResult,
    positional: [],
    examples: [
      "harbinger alerts dry-run --when 'all_time_high(RUT, after: 1y)'",
      "harbinger alerts dry-run --when 'NFCI > 0' --for 2w --keep-firing 4w --from 2015-01-01",
    ],
    reads: 'series',
    formats: [],
    access: 'run',
    async run(input, context) {
      return { result: await dryRunAlerts(input, context) };
    },
  },
  {
    name: 'alerts silence',
    summary: 'Have nobody told of a rule for a time; what happens is kept all the same.',
    input: SilenceInput,
    output: SilenceResult,
    positional: ['rule'],
    examples: ["harbinger alerts silence rut-record --until 3d --why 'known, under discussion'"],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await silenceAlerts(input, context) };
    },
  },
  {
    name: 'alerts unsilence',
    summary: 'End a silence now.',
    input: UnsilenceInput,
    output: SilenceResult,
    positional: ['id'],
    examples: ['harbinger alerts unsilence 5d0c'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await unsilenceAlerts(input, context) };
    },
  },
  {
    name: 'alerts test',
    summary: 'Send a test message to the sinks of a file of alert rules.',
    input: AlertTestInput,
    output: AlertTestResult,
    positional: ['rules'],
    examples: ['harbinger alerts test my-watch.yaml', 'harbinger alerts test my-watch.yaml --sink desk'],
    reads: 'nothing',
    formats: [],
    access: 'admin',
    async run(input, context) {
      const result = await testAlerts(input, context);
      const failed = result.sent.filter(({ isDelivered }) => !isDelivered).length;
      return { result, ending: failed === 0 ? 'done' : failed === result.sent.length ? 'data' : 'partial' };
    },
  },
  {
    name: 'alerts retry',
    summary: 'Send messages again that were given up.',
    input: AlertRetryInput,
    output: AlertRetryResult,
    positional: ['ids'],
    examples: ['harbinger alerts retry'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await retryAlerts(input, context) };
    },
  },
];
