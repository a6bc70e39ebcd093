import { recordingInstant, refuseWrong, unheard } from './addition.ts';
import type { LedgerHead, LedgerRow } from './ledger.ts';
import { SCHEMA_VERSION } from './migrations.ts';
import * as records from './records.ts';
import type { Session, Statements } from './session.ts';
import * as sql from './sql.ts';
import { SqlAlerts } from './sql-alerts.ts';
import { appendLedger, ledgerHead, ledgerRows } from './sql-ledger.ts';
import { putRows, readTables } from './sql-tables.ts';
import type {
  Addition,
  Definition,
  ExportOptions,
  Filling,
  HeldRows,
  Instants,
  PullFilter,
  PullRecord,
  Rows,
  RunFilter,
  RunRecord,
  SavedMapping,
  SecondOpinion,
  SeriesHead,
  Store,
  StoreInfo,
  VerdictRecord,
} from './store.ts';
import type { Cell, OnRows, Row, WhichRows } from './tables.ts';
import { newest, ordered } from './vintages.ts';

/** How a store writes files, which each database does in its own way. */
export interface StoreFiles {
  backup(path: string): Promise<void>;
  export(folder: string, options: ExportOptions & { readonly heads: readonly SeriesHead[] }): Promise<readonly string[]>;
}

/** A store in a database: the statements of sql.ts, over a session. */
export class SqlStore implements Store {
  readonly place: string;
  readonly alerts: SqlAlerts;
  readonly #session: Session;
  readonly #files: StoreFiles;
  readonly #now: () => number;

  constructor(session: Session, { now, files }: { readonly now: () => number; readonly files: StoreFiles }) {
    this.place = session.place;
    this.alerts = new SqlAlerts(session);
    this.#session = session;
    this.#files = files;
    this.#now = now;
  }

  async ids(): Promise<readonly string[]> {
    const rows = await this.#rows(sql.IDS);
    return rows.map(([id]) => id as string).sort();
  }

  heads(): Promise<readonly SeriesHead[]> {
    return this.#session.reading(async (statements) =>
      records.headsOf({
        extents: await statements.rows(sql.EXTENTS),
        definitions: await statements.rows(sql.DEFINITIONS),
        sources: await statements.rows(sql.SOURCES),
      }),
    );
  }

  async definition(id: string): Promise<Definition | undefined> {
    const [row] = await this.#rows(sql.DEFINITION, [id]);
    return row && JSON.parse(row[0] as string);
  }

  async versions(id: string, instants?: Instants): Promise<Rows> {
    const { dates, values, knownAt } = (await this.#panel([id], instants)).get(id) as Rows;
    return { dates, values, knownAt };
  }

  async held(id: string): Promise<HeldRows> {
    return records.heldOf(await this.#rows(sql.HELD, [id]));
  }

  async panel(ids: readonly string[], instants?: Instants): Promise<ReadonlyMap<string, Rows>> {
    const panel = await this.#panel(ids, instants);
    return new Map(Array.from(panel, ([id, versions]) => [id, newest(versions)]));
  }

  /** The ordered versions of each series. */
  async #panel(ids: readonly string[], instants: Instants | undefined) {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const parameters = [...records.instantCells(instants), ...wanted];
    const read = await this.#session.reading((statements) => statements.versions(wanted.length, parameters));
    const versions = read.map(ordered);
    return new Map(wanted.map((id, i) => [id, versions[i] as ReturnType<typeof ordered>]));
  }

  async add(...additions: readonly Addition[]): Promise<void> {
    const now = this.#now();
    for (const addition of additions) refuseWrong(addition, now);
    await this.#session.writing('data', async (statements) => {
      for (const addition of additions) await this.#add(addition, statements);
    });
  }

  async #add(addition: Addition, statements: Statements): Promise<void> {
    const { pull, rows } = addition;
    const recordedAt = await this.#recordPull(pull, statements);
    await keepDefinition(addition, { recordedAt, statements });
    const series = { name: 'series_id', text: pull.series };
    const provenance = [
      { name: 'recorded_at', instant: recordedAt },
      { name: 'pull_id', text: pull.id },
    ];
    const figures = ({ dates, values }: Pick<Rows, 'dates' | 'values'>) => [
      { name: 'observation_date', dates },
      { name: 'value', values },
    ];
    if (rows.dates.length > 0) {
      await statements.append('observations', [series, ...figures(rows), { name: 'known_at', instants: rows.knownAt }, ...provenance]);
    }
    const second = addition.second && unheard(addition.second, await secondOpinionsOf(pull.series, statements));
    if (second && second.dates.length > 0) {
      await statements.append('second_opinions', [series, { name: 'source', text: second.source }, ...figures(second), ...provenance]);
    }
  }

  async #recordPull(pull: PullRecord, statements: Statements): Promise<number> {
    const [[anything, ofSeries] = [null, null]] = (await statements.rows(sql.LAST_RECORDED, [pull.series])) as [
      number | null,
      number | null,
    ][];
    const recordedAt = recordingInstant(this.#now(), { anything, ofSeries });
    await statements.rows(sql.INSERT_PULL, records.pullCells(pull, recordedAt));
    return recordedAt;
  }

  async recordPull(pull: PullRecord): Promise<void> {
    await this.#session.writing('data', (statements) => this.#recordPull(pull, statements));
  }

  async pulls(filter: PullFilter = {}): Promise<readonly PullRecord[]> {
    const rows = await this.#rows(sql.PULLS, records.pullFilterCells(filter));
    return rows.map(records.pullOf);
  }

  secondOpinions(id: string): Promise<readonly SecondOpinion[]> {
    return this.#session.reading((statements) => secondOpinionsOf(id, statements));
  }

  async recordRun(run: RunRecord): Promise<void> {
    await this.#session.writing('runs', async (statements) => {
      await statements.rows(sql.INSERT_RUN, records.runCells(run));
      for (const [place, verdict] of run.verdicts.entries())
        await statements.rows(sql.INSERT_VERDICT, records.verdictCells(run.id, place, verdict));
    });
  }

  runs(filter: RunFilter = {}): Promise<readonly RunRecord[]> {
    const wanted = records.runFilterCells(filter);
    return this.#session.reading(async (statements) =>
      records.runsOf(await statements.rows(sql.RUNS, [...wanted, filter.isBrief ? 0 : 1]), await statements.rows(sql.VERDICTS, wanted)),
    );
  }

  async questionsAsked({ triggerSeries, target }: Pick<VerdictRecord, 'triggerSeries' | 'target'>): Promise<readonly string[]> {
    const rows = await this.#rows(sql.QUESTIONS, [triggerSeries, target]);
    return rows.map(([question]) => question as string).sort();
  }

  async mapping(signature: string): Promise<SavedMapping | undefined> {
    const [row] = await this.#rows(sql.MAPPING, [signature]);
    return row && records.mappingOf(row);
  }

  async saveMapping(mapping: SavedMapping): Promise<void> {
    await this.#session.writing('data', (statements) => statements.rows(sql.INSERT_MAPPING, records.mappingCells(mapping)));
  }

  ledgerRows(after = 0): Promise<readonly LedgerRow[]> {
    return this.#session.reading((statements) => ledgerRows(statements, after));
  }

  ledgerHead(): Promise<LedgerHead> {
    return this.#session.reading(ledgerHead);
  }

  appendLedger(rows: readonly LedgerRow[], head: LedgerHead): Promise<boolean> {
    return this.#session.writing('ledger', (statements) => appendLedger(statements, rows, head));
  }

  async info(): Promise<StoreInfo> {
    const [[series = 0, rows = 0, pulls = 0, runs = 0, ledger = 0] = []] = (await this.#rows(sql.COUNTS)) as number[][];
    const bytes = await this.#session.bytes();
    return { place: this.place, schemaVersion: SCHEMA_VERSION, series, rows, pulls, runs, ledger, bytes };
  }

  readTables(onRows: OnRows, which?: WhichRows): Promise<void> {
    return this.#session.reading((statements) => readTables(statements, onRows, which));
  }

  fillTables(task: (filling: Filling) => Promise<void>): Promise<void> {
    return this.#session.writing('data', (statements) =>
      task({
        put: (table, rows) => putRows(statements, table, rows),
        read: (onRows) => readTables(statements, onRows),
      }),
    );
  }

  backup(path: string): Promise<void> {
    return this.#files.backup(path);
  }

  async export(folder: string, options: ExportOptions): Promise<readonly string[]> {
    return this.#files.export(folder, { ...options, heads: await this.heads() });
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  #rows(statement: string, parameters?: readonly Cell[]): Promise<readonly Row[]> {
    return this.#session.reading((statements) => statements.rows(statement, parameters));
  }
}

interface Keeping {
  readonly recordedAt: number;
  readonly statements: Statements;
}

async function keepDefinition({ pull, definition }: Addition, { recordedAt, statements }: Keeping): Promise<void> {
  const text = records.jsonText(definition);
  const [held] = await statements.rows(sql.DEFINITION, [pull.series]);
  if (held?.[0] !== text) await statements.rows(sql.INSERT_DEFINITION, [pull.series, text, records.instantCell(recordedAt)]);
}

async function secondOpinionsOf(id: string, statements: Statements): Promise<readonly SecondOpinion[]> {
  return records.secondOpinionsOf(await statements.rows(sql.SECOND_OPINIONS, [id]));
}
