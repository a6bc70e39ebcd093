import { AuditInput, AuditResult } from '../../contract/spaces.ts';
import {
  BackupInput,
  DiffInput,
  DiffResult,
  ExportInput,
  InitInput,
  MoveInput,
  MoveResult,
  RestoreInput,
  RunInput,
  RunResult,
  RunsInput,
  RunsResult,
  StoreInput,
  StoreResult,
  WrittenResult,
} from '../../contract/store.ts';
import type { Operation } from '../operation.ts';
import { auditLog } from '../operations/audit.ts';
import { backupStore, exportStore, listRuns, restoreStore, storeInfo } from '../operations/store.ts';
import { diffRuns, showRun } from '../operations/store-diff.ts';
import { initStore, moveStore } from '../operations/store-move.ts';

/** The store: what it holds, the runs that it keeps, its copies. */
export const store: readonly Operation[] = [
  {
    name: 'store',
    summary: 'What is in the store, and how it was last fed.',
    input: StoreInput,
    output: StoreResult,
    positional: [],
    examples: ['harbinger store', 'harbinger store backup copy-of-today.duckdb', 'harbinger store export exported --format parquet'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(_, context) {
      return { result: await storeInfo(context) };
    },
  },
  {
    name: 'store runs',
    summary: 'The runs that the store keeps, with their verdicts.',
    input: RunsInput,
    output: RunsResult,
    positional: [],
    examples: ['harbinger store runs', 'harbinger store runs --limit 5 --json'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await listRuns(input, context) };
    },
  },
  {
    name: 'store run',
    summary: 'One run that the store keeps, with its whole result.',
    input: RunInput,
    output: RunResult,
    positional: ['id'],
    examples: ['harbinger store run 3f2a', 'harbinger store run 3f2a --json'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await showRun(input, context) };
    },
  },
  {
    name: 'store diff',
    summary: 'What changed between two runs, in verdicts and numbers, and why; by default the last two of one question.',
    input: DiffInput,
    output: DiffResult,
    positional: ['before', 'after'],
    examples: ['harbinger store diff', 'harbinger store diff 3f2a 9c1b'],
    reads: 'store',
    formats: [],
    access: 'read',
    async run(input, context) {
      return { result: await diffRuns(input, context) };
    },
  },
  {
    name: 'store init',
    summary: 'Make the store, or bring its tables to the version of this program.',
    input: InitInput,
    output: WrittenResult,
    positional: [],
    examples: ['harbinger store init'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(_, context) {
      return { result: await initStore(context) };
    },
  },
  {
    name: 'store move',
    summary: 'Copy all that the store holds to another place, a file or PostgreSQL, verified by count and hash.',
    input: MoveInput,
    output: MoveResult,
    positional: [],
    examples: ['harbinger store move --to copy-of-today.duckdb', 'harbinger store move --to postgres://desk@db.example/harbinger'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await moveStore(input, context) };
    },
  },
  {
    name: 'audit',
    summary: 'Who ran, sealed, silenced or was refused what, in a store that a team shares.',
    input: AuditInput,
    output: AuditResult,
    positional: [],
    examples: ['harbinger audit', 'harbinger audit --outcome refused --limit 20'],
    reads: 'store',
    formats: [],
    access: 'read',
    teamAccess: 'admin',
    async run(input, context) {
      return { result: await auditLog(input, context) };
    },
  },
  {
    name: 'store backup',
    summary: 'Write a whole copy of the store as one file.',
    input: BackupInput,
    output: WrittenResult,
    positional: ['file'],
    examples: ['harbinger store backup copy-of-today.duckdb'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await backupStore(input, context) };
    },
  },
  {
    name: 'store restore',
    summary: 'Put a copy in the place of the store; the old one is kept.',
    input: RestoreInput,
    output: WrittenResult,
    positional: ['file'],
    examples: ['harbinger store restore harbinger-copy.duckdb --replace'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await restoreStore(input, context) };
    },
  },
  {
    name: 'store export',
    summary: 'Write series as CSV or Parquet files.',
    input: ExportInput,
    output: WrittenResult,
    positional: ['folder', 'ids'],
    examples: ['harbinger store export exported', 'harbinger store export exported RUT BTC --format parquet --versions'],
    reads: 'store',
    formats: [],
    access: 'admin',
    async run(input, context) {
      return { result: await exportStore(input, context) };
    },
  },
];
