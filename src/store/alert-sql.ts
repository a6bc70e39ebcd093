// Statements on the tables of the watch, in the subset that DuckDB and PostgreSQL share, as those in sql.ts.

const milliseconds = (column: string): string => `CAST(EXTRACT(EPOCH FROM ${column}) * 1000 AS double precision)`;
const days = (column: string): string => `CAST(${column} - DATE '1970-01-01' AS integer)`;

/** Which history of each rule is the newest, and what is its newest state? */
export const CURRENT = `
  SELECT histories.rule, histories.history, version, definition, ${milliseconds('begun_at')}, states.revision, state, ${milliseconds('states.recorded_at')}
  FROM alert_histories AS histories JOIN alert_states AS states ON states.rule = histories.rule AND states.history = histories.history
  WHERE histories.history = (SELECT MAX(history) FROM alert_histories AS others WHERE others.rule = histories.rule)
    AND states.revision = (SELECT MAX(revision) FROM alert_states AS others WHERE others.rule = states.rule AND others.history = states.history)
  ORDER BY histories.rule`;

/** How many histories does a rule have? Parameters: rule. */
export const LAST_HISTORY = 'SELECT MAX(history) FROM alert_histories WHERE rule = $1';

/** Parameters: rule, history, version, definition, instant. */
export const INSERT_HISTORY = `
  INSERT INTO alert_histories (rule, history, version, definition, begun_at) VALUES ($1, $2, $3, $4, CAST($5 AS timestamptz))`;

/** Parameters: rule, history, revision, state, instant. */
export const INSERT_STATE = `
  INSERT INTO alert_states (rule, history, revision, state, recorded_at) VALUES ($1, $2, $3, $4, CAST($5 AS timestamptz))`;

/** Which revision of a history is the newest? Parameters: rule, history. */
export const LAST_REVISION = 'SELECT MAX(revision) FROM alert_states WHERE rule = $1 AND history = $2';

/** Parameters: id, rule, history, kind, instant, instant noticed, date, place among those noticed together, why withheld, facts. */
export const INSERT_TRANSITION = `
  INSERT INTO alert_transitions (id, rule, history, kind, happened_at, noticed_at, observation_date, place, withheld, facts)
  VALUES ($1, $2, $3, $4, CAST($5 AS timestamptz), CAST($6 AS timestamptz), CAST($7 AS date), $8, $9, $10)`;

/** Which steps were made last, of one rule or (null) of all? Parameters: rule, how many. */
export const TRANSITIONS = `
  SELECT id, rule, history, kind, ${milliseconds('happened_at')}, ${milliseconds('noticed_at')}, ${days('observation_date')}, withheld, facts
  FROM alert_transitions WHERE (CAST($1 AS text) IS NULL OR rule = CAST($1 AS text))
  ORDER BY noticed_at DESC, history DESC, observation_date DESC, place DESC, id LIMIT CAST($2 AS bigint)`;

/** Parameters: id, rule, sink, instant, place among those made together, message. */
export const INSERT_DELIVERY = `
  INSERT INTO deliveries (id, rule, sink, created_at, place, message) VALUES ($1, $2, $3, CAST($4 AS timestamptz), $5, $6)`;

/** Parameters: delivery, instant, outcome, failures, detail, instant of the next attempt. */
export const INSERT_ATTEMPT = `
  INSERT INTO delivery_attempts (delivery, number, attempted_at, outcome, failures, detail, next_at)
  SELECT CAST($1 AS text), COUNT(*) + 1, CAST($2 AS timestamptz), CAST($3 AS text), CAST($4 AS integer), CAST($5 AS text), CAST($6 AS timestamptz)
  FROM delivery_attempts WHERE delivery = $1`;

const LAST_ATTEMPTS = `
  SELECT deliveries.id, rule, sink, ${milliseconds('created_at')}, message,
    ${milliseconds('attempted_at')}, outcome, failures, detail, ${milliseconds('next_at')}
  FROM deliveries LEFT JOIN delivery_attempts AS last ON last.delivery = deliveries.id
    AND number = (SELECT MAX(number) FROM delivery_attempts AS others WHERE others.delivery = deliveries.id)`;

/** Which deliveries are neither done nor given up? */
export const WAITING = `${LAST_ATTEMPTS} WHERE outcome IS NULL OR outcome IN ('sending', 'failed', 'again') ORDER BY created_at, rule, place, deliveries.id`;

/** Which deliveries were given up? */
export const DEAD = `${LAST_ATTEMPTS} WHERE outcome = 'dead' ORDER BY created_at, rule, place, deliveries.id`;

/** What was each sink given since an instant? Parameters: instant. */
export const DELIVERED_SINCE = `
  SELECT sink, ${milliseconds('attempted_at')} FROM delivery_attempts JOIN deliveries ON deliveries.id = delivery
  WHERE outcome = 'delivered' AND attempted_at >= CAST($1 AS timestamptz) ORDER BY attempted_at`;

/** Parameters: id, rule, from, until, why, who, instant. */
export const INSERT_SILENCE = `
  INSERT INTO alert_silences (id, revision, rule, from_at, until_at, why, who, recorded_at)
  SELECT CAST($1 AS text), COUNT(*) + 1, CAST($2 AS text), CAST($3 AS timestamptz), CAST($4 AS timestamptz), CAST($5 AS text),
    CAST($6 AS text), CAST($7 AS timestamptz) FROM alert_silences WHERE id = $1`;

/** How do the silences stand? */
export const SILENCES = `
  SELECT id, rule, ${milliseconds('from_at')}, ${milliseconds('until_at')}, why, who, ${milliseconds('recorded_at')} FROM alert_silences
  WHERE revision = (SELECT MAX(revision) FROM alert_silences AS others WHERE others.id = alert_silences.id)
  ORDER BY recorded_at DESC, id`;
