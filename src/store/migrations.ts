import { ALERT_TABLES } from './alert-tables.ts';

/** A step from one version of the tables to the next. */
export interface Migration {
  /** Version of the tables after it. */
  readonly version: number;
  /** The first version of Harbinger that knows it. */
  readonly program: string;
  /** One statement each, in the subset that DuckDB and PostgreSQL share. Nothing that is kept is ever changed. */
  readonly statements: readonly string[];
}

/** What a store's tables say of their own version. */
export interface SchemaVersion {
  readonly version: number;
  readonly program: string;
}

/** Every step, oldest first. A step that has been released is never edited: another one follows it. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    program: '0.2.0',
    statements: [
      `CREATE TABLE schema_version (
        version integer PRIMARY KEY,
        program text NOT NULL,
        applied_at timestamptz NOT NULL
      )`,

      // What is known of a series beside its figures; the highest revision is the one that holds.
      `CREATE TABLE series (
        id text NOT NULL,
        revision integer NOT NULL,
        definition text NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (id, revision)
      )`,

      // No key here: an index costs more than the load. recorded_at ascends strictly within a series, so no row can be there twice.
      `CREATE TABLE observations (
        series_id text NOT NULL,
        observation_date date NOT NULL,
        value double precision NOT NULL,
        known_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        pull_id text NOT NULL
      )`,

      `CREATE TABLE second_opinions (
        series_id text NOT NULL,
        source text NOT NULL,
        observation_date date NOT NULL,
        value double precision NOT NULL,
        recorded_at timestamptz NOT NULL,
        pull_id text NOT NULL
      )`,

      `CREATE TABLE pulls (
        id text NOT NULL,
        series_id text NOT NULL,
        source text NOT NULL,
        address text NOT NULL,
        since date,
        attempted_at timestamptz NOT NULL,
        outcome text NOT NULL,
        added integer NOT NULL,
        revised integer NOT NULL,
        sha256 text NOT NULL,
        bytes bigint NOT NULL,
        etag text,
        notes text NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (id)
      )`,

      `CREATE TABLE runs (
        id text NOT NULL,
        ran_at timestamptz NOT NULL,
        operation text NOT NULL,
        input text NOT NULL,
        as_of date,
        data_hash text NOT NULL,
        version text NOT NULL,
        result text NOT NULL,
        PRIMARY KEY (id)
      )`,

      `CREATE TABLE verdicts (
        run_id text NOT NULL,
        place integer NOT NULL,
        pack text NOT NULL,
        claim text NOT NULL,
        verdict text NOT NULL,
        p double precision,
        trigger_series text NOT NULL,
        target text NOT NULL,
        question text NOT NULL
      )`,

      `CREATE TABLE mappings (
        signature text NOT NULL,
        revision integer NOT NULL,
        mapping text NOT NULL,
        saved_at timestamptz NOT NULL,
        PRIMARY KEY (signature, revision)
      )`,
    ],
  },
  {
    version: 2,
    program: '0.2.0',
    statements: [
      // The text holds all that is sealed; the other columns repeat what chains it, and are checked against it.
      `CREATE TABLE ledger (
        sequence integer NOT NULL,
        text text NOT NULL,
        hash text NOT NULL,
        previous text NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (sequence)
      )`,
    ],
  },
  { version: 3, program: '0.2.0', statements: ALERT_TABLES },
];

/** Version of the tables that this program reads and writes. */
export const SCHEMA_VERSION = (migrations.at(-1) as Migration).version;
