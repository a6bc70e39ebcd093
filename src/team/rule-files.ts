import type { KeptRules, RuleFiles } from '../app/jobs/watch-jobs.ts';
import type { Queryable } from './connection.ts';

/** The alert rules of a space, as they are kept in the database. */
export function ruleFiles(tables: Queryable): RuleFiles {
  return {
    async keep({ hash, name, text }) {
      await tables.query(
        `INSERT INTO rule_files (hash, name, content) VALUES ($1, $2, $3)
         ON CONFLICT (space, hash) DO UPDATE SET recorded_at = clock_timestamp(), name = EXCLUDED.name`,
        [hash, name, text],
      );
    },
    async current() {
      const { rows } = await tables.query('SELECT hash, name, content AS text FROM rule_files ORDER BY recorded_at DESC, hash LIMIT 1');
      return rows[0] as unknown as KeptRules | undefined;
    },
  };
}
