import { statSync } from 'node:fs';
import { recordingInstant, refuseWrong, unheard } from '../addition.ts';
import type { LedgerHead, LedgerRow } from '../ledger.ts';
import { SCHEMA_VERSION } from '../migrations.ts';
import * as records from '../records.ts';
import * as sql from '../sql.ts';
import type {
  Addition,
  Definition,
  ExportOptions,
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
} from '../store.ts';
import { newest, ordered } from '../vintages.ts';
import { DuckAlerts } from './alerts.ts';
import { backUp } from './backup.ts';
import { readVersions } from './columns.ts';
import { exportFiles } from './export.ts';
import { appendLedger, ledgerHead, ledgerRows } from './ledger.ts';
import type { Session } from './session.ts';

/** A store in one file of DuckDB. */
export class DuckStore implements Store {
  readonly place: string;
  readonly alerts: DuckAlerts;
  readonly #session: Session;
  readonly #now: () => number;
  readonly #onClose: () => void;

  constructor(session: Session, { now, onClose }: { readonly now: () => number; readonly onClose: () => void }) {
    this.place = session.place;
    this.alerts = new DuckAlerts(session);
    this.#session = session;
    this.#now = now;
    this.#onClose = onClose;
  }

  async ids(): Promise<readonly string[]> {
    const rows = await this.#rows(sql.IDS);
    return rows.map(([id]) => id as string).sort();
  }

  heads(): Promise<readonly SeriesHead[]> {
    const session = this.#session;
    return session.alone(async () =>
      records.headsOf({
        extents: await session.rows(sql.EXTENTS),
        definitions: await session.rows(sql.DEFINITIONS),
        sources: await session.rows(sql.SOURCES),
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
    const result = await this.#session.alone(() => this.#session.result(sql.versionsOf(wanted.length), parameters));
    const versions = readVersions(result, wanted.length).map(ordered);
    return new Map(wanted.map((id, i) => [id, versions[i] as ReturnType<typeof ordered>]));
  }

  async add(...additions: readonly Addition[]): Promise<void> {
    const now = this.#now();
    for (const addition of additions) refuseWrong(addition, now);
    await this.#session.transaction(async () => {
      for (const addition of additions) await this.#add(addition);
    });
  }

  async #add(addition: Addition): Promise<void> {
    const session = this.#session;
    const { pull, rows } = addition;
    const recordedAt = await this.#recordPull(pull);
    await this.#keepDefinition(addition, recordedAt);
    const provenance = [{ instant: recordedAt }, { text: pull.id }];
    if (rows.dates.length > 0) {
      const { dates, values, knownAt } = rows;
      await session.append('observations', [{ text: pull.series }, { dates }, { values }, { instants: knownAt }, ...provenance]);
    }
    const second = addition.second && unheard(addition.second, await this.#secondOpinions(pull.series));
    if (second && second.dates.length > 0) {
      const { source, dates, values } = second;
      await session.append('second_opinions', [{ text: pull.series }, { text: source }, { dates }, { values }, ...provenance]);
    }
  }

  async #keepDefinition({ pull, definition }: Addition, recordedAt: number): Promise<void> {
    const text = records.jsonText(definition);
    const [held] = await this.#session.rows(sql.DEFINITION, [pull.series]);
    if (held?.[0] !== text) await this.#session.rows(sql.INSERT_DEFINITION, [pull.series, text, records.instantCell(recordedAt)]);
  }

  async #recordPull(pull: PullRecord): Promise<number> {
    const [[anything, ofSeries] = [null, null]] = (await this.#session.rows(sql.LAST_RECORDED, [pull.series])) as [
      number | null,
      number | null,
    ][];
    const recordedAt = recordingInstant(this.#now(), { anything, ofSeries });
    await this.#session.rows(sql.INSERT_PULL, records.pullCells(pull, recordedAt));
    return recordedAt;
  }

  async recordPull(pull: PullRecord): Promise<void> {
    await this.#session.transaction(() => this.#recordPull(pull));
  }

  async pulls(filter: PullFilter = {}): Promise<readonly PullRecord[]> {
    const rows = await this.#rows(sql.PULLS, records.pullFilterCells(filter));
    return rows.map(records.pullOf);
  }

  secondOpinions(id: string): Promise<readonly SecondOpinion[]> {
    return this.#session.alone(() => this.#secondOpinions(id));
  }

  async #secondOpinions(id: string): Promise<readonly SecondOpinion[]> {
    return records.secondOpinionsOf(await this.#session.rows(sql.SECOND_OPINIONS, [id]));
  }

  async recordRun(run: RunRecord): Promise<void> {
    const session = this.#session;
    await session.transaction(async () => {
      await session.rows(sql.INSERT_RUN, records.runCells(run));
      for (const [place, verdict] of run.verdicts.entries())
        await session.rows(sql.INSERT_VERDICT, records.verdictCells(run.id, place, verdict));
    });
  }

  runs(filter: RunFilter = {}): Promise<readonly RunRecord[]> {
    const wanted = records.runFilterCells(filter);
    const session = this.#session;
    return session.alone(async () =>
      records.runsOf(await session.rows(sql.RUNS, [...wanted, filter.isBrief ? 0 : 1]), await session.rows(sql.VERDICTS, wanted)),
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
    const session = this.#session;
    await session.transaction(() => session.rows(sql.INSERT_MAPPING, records.mappingCells(mapping)));
  }

  ledgerRows(after = 0): Promise<readonly LedgerRow[]> {
    return this.#session.alone(() => ledgerRows(this.#session, after));
  }

  ledgerHead(): Promise<LedgerHead> {
    return this.#session.alone(() => ledgerHead(this.#session));
  }

  appendLedger(rows: readonly LedgerRow[], head: LedgerHead): Promise<boolean> {
    return this.#session.transaction(() => appendLedger(this.#session, rows, head));
  }

  async info(): Promise<StoreInfo> {
    const [[series = 0, rows = 0, pulls = 0, runs = 0, ledger = 0] = []] = (await this.#rows(sql.COUNTS)) as number[][];
    const bytes = [this.place, `${this.place}.wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
    return { place: this.place, schemaVersion: SCHEMA_VERSION, series, rows, pulls, runs, ledger, bytes: bytes.reduce((a, b) => a + b) };
  }

  backup(path: string): Promise<void> {
    return this.#session.alone(() => backUp(this.#session, path));
  }

  async export(folder: string, options: ExportOptions): Promise<readonly string[]> {
    const heads = await this.heads();
    return this.#session.alone(() => exportFiles(this.#session, { folder, heads, ...options }));
  }

  async close(): Promise<void> {
    try {
      await this.#session.close();
    } finally {
      this.#onClose();
    }
  }

  #rows(statement: string, parameters?: readonly records.Cell[]): Promise<readonly records.Row[]> {
    return this.#session.alone(() => this.#session.rows(statement, parameters));
  }
}
