/** Tables of the watch: what is kept of alerts. Nothing in them is ever changed. */
export const ALERT_TABLES: readonly string[] = [
  `CREATE TABLE alert_histories (
    rule text NOT NULL,
    history integer NOT NULL,
    version text NOT NULL,
    definition text NOT NULL,
    begun_at timestamptz NOT NULL,
    PRIMARY KEY (rule, history)
  )`,

  // The highest revision of the highest history is the state that holds.
  `CREATE TABLE alert_states (
    rule text NOT NULL,
    history integer NOT NULL,
    revision integer NOT NULL,
    state text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (rule, history, revision)
  )`,

  `CREATE TABLE alert_transitions (
    id text NOT NULL,
    rule text NOT NULL,
    history integer NOT NULL,
    kind text NOT NULL,
    happened_at timestamptz NOT NULL,
    noticed_at timestamptz NOT NULL,
    observation_date date NOT NULL,
    place integer NOT NULL,
    withheld text,
    facts text NOT NULL,
    PRIMARY KEY (id)
  )`,

  `CREATE TABLE alert_silences (
    id text NOT NULL,
    revision integer NOT NULL,
    rule text NOT NULL,
    from_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    why text NOT NULL,
    who text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (id, revision)
  )`,

  `CREATE TABLE deliveries (
    id text NOT NULL,
    rule text NOT NULL,
    sink text NOT NULL,
    created_at timestamptz NOT NULL,
    place integer NOT NULL,
    message text NOT NULL,
    PRIMARY KEY (id)
  )`,

  // The highest number is what became of it last; next_at is when it is tried again.
  `CREATE TABLE delivery_attempts (
    delivery text NOT NULL,
    number integer NOT NULL,
    attempted_at timestamptz NOT NULL,
    outcome text NOT NULL,
    failures integer NOT NULL,
    detail text NOT NULL,
    next_at timestamptz,
    PRIMARY KEY (delivery, number)
  )`,
];
