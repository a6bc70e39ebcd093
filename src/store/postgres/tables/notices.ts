/** Notices of what was written, told as it is committed, by whoever wrote it: replicas listen, and look again. */
export const notices = {
  name: 'notices',
  statements: [
    `CREATE FUNCTION tell_of_data() RETURNS trigger LANGUAGE plpgsql SET search_path = harbinger, pg_temp AS $$
    BEGIN
      PERFORM pg_notify('harbinger_data', space) FROM (SELECT DISTINCT space FROM added) AS spaces;
      RETURN NULL;
    END $$`,
    // Whatever writes data writes a pull.
    `CREATE TRIGGER tell AFTER INSERT ON pulls REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION tell_of_data()`,

    // A question that was asked before changes nobody's count of questions: it is told by a hash, so that the listener knows.
    `CREATE FUNCTION tell_of_runs() RETURNS trigger LANGUAGE plpgsql SET search_path = harbinger, pg_temp AS $$
    BEGIN
      PERFORM pg_notify('harbinger_runs', space || ' ' || question)
      FROM (SELECT DISTINCT space, md5(operation || ' ' || input) AS question FROM added) AS questions;
      RETURN NULL;
    END $$`,
    `CREATE TRIGGER tell AFTER INSERT ON runs REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION tell_of_runs()`,

    // The newest addition of a space is asked for all the time.
    'CREATE INDEX ON pulls (space, recorded_at)',
  ],
} as const;
