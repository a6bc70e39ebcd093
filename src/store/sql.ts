// Statements of the store, in the subset that DuckDB and PostgreSQL share. Parameters are text, numbers or null; instants go in as
// ISO 8601 text and come out as milliseconds since 1970-01-01T00:00Z, dates come out as days since then. Rows are only ever added.

const milliseconds = (column: string): string => `CAST(EXTRACT(EPOCH FROM ${column}) * 1000 AS double precision)`;
const days = (column: string): string => `CAST(${column} - DATE '1970-01-01' AS integer)`;

/** Which of the tables are there? */
export const TABLES = `
  SELECT table_name FROM information_schema.tables
  WHERE table_schema = current_schema() AND table_catalog = current_database()`;

/** Which version do the tables have, and which program made them so? */
export const LAST_VERSION = 'SELECT version, program FROM schema_version ORDER BY version DESC LIMIT 1';

/** Parameters: version, program, instant. */
export const INSERT_VERSION = 'INSERT INTO schema_version (version, program, applied_at) VALUES ($1, $2, CAST($3 AS timestamptz))';

/** Which series hold figures? By the few that were ever pulled, for there are very many observations. */
export const IDS = `
  SELECT id FROM (SELECT DISTINCT series_id AS id FROM pulls) AS known
  WHERE EXISTS (SELECT 1 FROM observations WHERE series_id = known.id)`;

/** How much does each series hold, and since when? */
export const EXTENTS = `
  SELECT series_id, CAST(COUNT(DISTINCT observation_date) AS double precision), CAST(COUNT(*) AS double precision),
    ${days('MIN(observation_date)')}, ${days('MAX(observation_date)')}, ${milliseconds('MAX(recorded_at)')}
  FROM observations GROUP BY series_id`;

/** Which sources gave each series figures, the latest first? */
export const SOURCES = `
  SELECT series_id, source FROM pulls WHERE added + revised > 0
  GROUP BY series_id, source ORDER BY MAX(recorded_at) DESC, source`;

/** What is each series said to be now? */
export const DEFINITIONS = `
  SELECT id, definition FROM series
  WHERE revision = (SELECT MAX(revision) FROM series AS others WHERE others.id = series.id)`;

/** What is this series said to be now? Parameters: id. */
export const DEFINITION = 'SELECT definition FROM series WHERE id = $1 ORDER BY revision DESC LIMIT 1';

/** Parameters: id, definition, instant. */
export const INSERT_DEFINITION = `
  INSERT INTO series (id, revision, definition, recorded_at)
  SELECT CAST($1 AS text), COUNT(*) + 1, CAST($2 AS text), CAST($3 AS timestamptz) FROM series WHERE id = $1`;

/**
 * Which versions of so many series did the world know by $1 and the store hold by $2? Each row begins with the place of its series
 * among $3, $4, … (from 0). In no order: sorting them here takes longer than the whole rest.
 */
export function versionsOf(count: number): string {
  const wanted = Array.from({ length: count }, (_, i) => `(CAST($${i + 3} AS text), ${i})`).join(', ');
  return `
  SELECT wanted.place, observation_date, value, known_at, recorded_at
  FROM observations JOIN (VALUES ${wanted}) AS wanted (id, place) ON series_id = wanted.id
  WHERE known_at <= CAST($1 AS timestamptz) AND recorded_at <= CAST($2 AS timestamptz)`;
}

/** When was anything last recorded, and when anything of this series? Parameters: id. */
export const LAST_RECORDED = `
  SELECT ${milliseconds('MAX(recorded_at)')}, ${milliseconds('MAX(CASE WHEN series_id = $1 THEN recorded_at END)')} FROM pulls`;

/** Parameters: id, series, source, address, date since, instant, outcome, added, revised, sha256, bytes, etag, notes, instant of recording. */
export const INSERT_PULL = `
  INSERT INTO pulls
    (id, series_id, source, address, since, attempted_at, outcome, added, revised, sha256, bytes, etag, notes, recorded_at)
  VALUES ($1, $2, $3, $4, CAST($5 AS date), CAST($6 AS timestamptz), $7, $8, $9, $10, CAST($11 AS bigint), $12, $13, CAST($14 AS timestamptz))`;

/**
 * Which attempts were made last, of one series, source and address or (null) of all, only good ones and only whole ones where 1?
 * Parameters: series, source, address, good, whole, how many.
 */
export const PULLS = `
  SELECT id, series_id, source, address, ${days('since')}, ${milliseconds('attempted_at')}, outcome, added, revised, sha256,
    CAST(bytes AS double precision), etag, notes
  FROM pulls
  WHERE (CAST($1 AS text) IS NULL OR series_id = CAST($1 AS text))
    AND (CAST($2 AS text) IS NULL OR source = CAST($2 AS text))
    AND (CAST($3 AS text) IS NULL OR address = CAST($3 AS text))
    AND (CAST($4 AS integer) = 0 OR outcome <> 'failed')
    AND (CAST($5 AS integer) = 0 OR since IS NULL)
  ORDER BY attempted_at DESC, recorded_at DESC, id DESC LIMIT CAST($6 AS bigint)`;

/** Which versions of a series are held, and which source gave each? Parameters: id. */
export const HELD = `
  SELECT ${days('observation_date')}, value, ${milliseconds('known_at')}, pulls.source
  FROM observations JOIN pulls ON pulls.id = observations.pull_id
  WHERE observations.series_id = $1
  ORDER BY observation_date, known_at, observations.recorded_at`;

/** What did each second source say last of each date? Parameters: id. */
export const SECOND_OPINIONS = `
  SELECT DISTINCT ON (source, observation_date) source, ${days('observation_date')}, value
  FROM second_opinions WHERE series_id = $1
  ORDER BY source, observation_date, recorded_at DESC`;

/** Parameters: id, instant, operation, input, date as of, hash of the data, version of the program, result. */
export const INSERT_RUN = `
  INSERT INTO runs (id, ran_at, operation, input, as_of, data_hash, version, result)
  VALUES ($1, CAST($2 AS timestamptz), $3, $4, CAST($5 AS date), $6, $7, $8)`;

/** Parameters: run, place, pack, claim, verdict, p, trigger series, target, question. */
export const INSERT_VERDICT = `
  INSERT INTO verdicts (run_id, place, pack, claim, verdict, p, trigger_series, target, question)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const WANTED_RUNS = `
  WHERE (CAST($1 AS text) IS NULL OR operation = CAST($1 AS text)) AND (CAST($2 AS text) IS NULL OR starts_with(id, CAST($2 AS text)))
  ORDER BY ran_at DESC, id DESC LIMIT CAST($3 AS bigint)`;

/**
 * Which runs were made last, of one operation or (null) of all, of ids that begin so or (null) of any? Their results only where $4 is 1.
 * Parameters: operation, beginning of the id, how many, with results.
 */
export const RUNS = `
  SELECT id, ${milliseconds('ran_at')}, operation, input, ${days('as_of')}, data_hash, version,
    CASE WHEN CAST($4 AS integer) = 1 THEN result ELSE 'null' END
  FROM runs ${WANTED_RUNS}`;

/** What did the runs find that were made last? The first three parameters of RUNS. */
export const VERDICTS = `
  SELECT run_id, pack, claim, verdict, p, trigger_series, target, question
  FROM verdicts WHERE run_id IN (SELECT id FROM runs ${WANTED_RUNS})
  ORDER BY run_id, place`;

/** Which different questions were asked of this trigger series and target? Parameters: trigger series, target. */
export const QUESTIONS = 'SELECT DISTINCT question FROM verdicts WHERE trigger_series = $1 AND target = $2';

/** How is this kind of file read? Parameters: signature. */
export const MAPPING = `
  SELECT signature, mapping, ${milliseconds('saved_at')} FROM mappings WHERE signature = $1 ORDER BY revision DESC LIMIT 1`;

/** Parameters: signature, mapping, instant. */
export const INSERT_MAPPING = `
  INSERT INTO mappings (signature, revision, mapping, saved_at)
  SELECT CAST($1 AS text), COUNT(*) + 1, CAST($2 AS text), CAST($3 AS timestamptz) FROM mappings WHERE signature = $1`;

/** The rows of the ledger after this sequence number, in no order. Parameters: sequence. */
export const LEDGER = `
  SELECT sequence, text, hash, previous, ${milliseconds('recorded_at')} FROM ledger WHERE sequence > $1`;

/** Where does the ledger end? Not by ORDER BY and LIMIT: prepared on an empty table, that gives cells of no row in DuckDB 1.5.6 once there are some. */
export const LEDGER_HEAD = 'SELECT sequence, hash FROM ledger WHERE sequence = (SELECT MAX(sequence) FROM ledger)';

/** So many rows at once. Parameters of each: sequence, text, hash, previous, instant. */
export function insertLedger(count: number): string {
  const row = (i: number) => `($${5 * i + 1}, $${5 * i + 2}, $${5 * i + 3}, $${5 * i + 4}, CAST($${5 * i + 5} AS timestamptz))`;
  return `INSERT INTO ledger (sequence, text, hash, previous, recorded_at) VALUES ${Array.from({ length: count }, (_, i) => row(i)).join(', ')}`;
}

/** How much does the store hold? */
export const COUNTS = `
  SELECT CAST((SELECT COUNT(DISTINCT series_id) FROM observations) AS double precision),
    CAST((SELECT COUNT(*) FROM observations) AS double precision),
    CAST((SELECT COUNT(*) FROM pulls) AS double precision),
    CAST((SELECT COUNT(*) FROM runs) AS double precision),
    CAST((SELECT COUNT(*) FROM ledger) AS double precision)`;

/** The newest value of each date of a series, for a file. The series' id as a literal stands in for `$1`. */
export const NEWEST_VALUES = `
  SELECT DISTINCT ON (observation_date) observation_date AS date, value
  FROM observations WHERE series_id = $1
  ORDER BY observation_date, known_at DESC, recorded_at DESC`;

/** Every version of a series with both clocks, for a file. The series' id as a literal stands in for `$1`. */
export const ALL_VERSIONS = `
  SELECT observation_date AS date, value, known_at, recorded_at
  FROM observations WHERE series_id = $1
  ORDER BY observation_date, known_at, recorded_at`;
