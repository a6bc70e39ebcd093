/** Something that answers statements. */
interface Queryable {
  query(statement: string): Promise<{ readonly rows: readonly unknown[] }>;
}

/** Jobs of a kind in a state: `waiting` for a worker, `later`, `running`, `dead`. The oldest of them, seconds since it could begin or began. */
export interface JobFigure {
  readonly kind: string;
  readonly state: string;
  readonly count: number;
  readonly oldestSeconds: number;
}

/**
 * How fresh a space is: since when its series were last had from their sources, whether that brought anything new or not. What is imported or computed
 * does not count.
 */
export interface PullFigures {
  readonly series: number;
  /** Had last more than four days ago: longer than a weekend with a holiday. */
  readonly overdue: number;
  /** Could not be had the last time. */
  readonly failing: number;
  /** Seconds; null where nothing was pulled. */
  readonly oldest: number | null;
  readonly median: number | null;
  readonly newest: number | null;
}

const QUEUE = "SELECT to_regclass('harbinger_jobs.job') IS NOT NULL AND to_regclass('harbinger_jobs.instance') IS NOT NULL AS is_there";

/** What is in the queue under other names than those of kinds counts as one, so that nobody makes series of figures without end. */
const JOBS = `
  SELECT CASE WHEN data->>'kind' ~ '^[a-z-]{1,20}$' THEN data->>'kind' ELSE 'other' END AS kind,
    CASE WHEN name = 'dead' THEN 'dead' WHEN state = 'active' THEN 'running' WHEN start_after > now() THEN 'later' ELSE 'waiting' END AS state,
    CAST(count(*) AS double precision) AS count,
    CAST(max(EXTRACT(EPOCH FROM now() - COALESCE(CASE WHEN state = 'active' THEN started_on END, GREATEST(created_on, start_after)))) AS double precision)
      AS "oldestSeconds"
  FROM harbinger_jobs.job
  WHERE state < 'completed' AND name IN ('work', 'dead')
  GROUP BY 1, 2 ORDER BY 1, 2`;

const WORKERS = `
  SELECT CAST(count(*) AS double precision) AS count FROM harbinger_jobs.instance
  WHERE name = 'harbinger worker' AND stopped_on IS NULL AND heartbeat_on > now() - 3 * heartbeat_seconds * interval '1 second'`;

const BY_PULLING = "source NOT IN ('import', 'computed')";

const PULLS = `
  SELECT CAST(count(*) AS double precision) AS series,
    CAST(count(*) FILTER (WHERE good < now() - interval '4 days') AS double precision) AS overdue,
    CAST(count(*) FILTER (WHERE is_failing) AS double precision) AS failing,
    CAST(EXTRACT(EPOCH FROM now() - min(good)) AS double precision) AS oldest,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(EXTRACT(EPOCH FROM now() - good) AS double precision)) AS median,
    CAST(EXTRACT(EPOCH FROM now() - max(good)) AS double precision) AS newest
  FROM (SELECT DISTINCT id FROM harbinger.series) AS known
    CROSS JOIN LATERAL (SELECT max(attempted_at) AS good FROM harbinger.pulls WHERE series_id = known.id AND outcome <> 'failed' AND ${BY_PULLING}) AS had
    CROSS JOIN LATERAL (
      SELECT outcome = 'failed' AS is_failing FROM harbinger.pulls
      WHERE series_id = known.id AND ${BY_PULLING} ORDER BY attempted_at DESC LIMIT 1
    ) AS last`;

/** The figures of a team, as its monitoring shows them. */
export function teamFigures(tables: Queryable) {
  const has = async (): Promise<boolean> => Boolean(((await tables.query(QUEUE)).rows[0] as { is_there: boolean }).is_there);
  return {
    /** Jobs of all spaces; none before there was any queue. */
    async jobs(): Promise<readonly JobFigure[]> {
      return (await has()) ? ((await tables.query(JOBS)).rows as JobFigure[]) : [];
    },

    /** Workers that were heard of lately. */
    async workers(): Promise<number> {
      if (!(await has())) return 0;
      const [row] = (await tables.query(WORKERS)).rows as { count: number }[];
      return row?.count ?? 0;
    },

    async pulls(): Promise<PullFigures> {
      return (await tables.query(PULLS)).rows[0] as PullFigures;
    },
  };
}
