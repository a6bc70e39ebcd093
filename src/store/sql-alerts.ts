import { formatCivilDate } from '../core/calendar/civil-date.ts';
import * as sql from './alert-sql.ts';
import type {
  AlertAddition,
  AlertHistory,
  AlertStore,
  AlertTransition,
  Delivery,
  DeliveryAttempt,
  KeptAlert,
  KeptDelivery,
  KeptSilence,
  TransitionFilter,
} from './alerts.ts';
import { instantCell, jsonText } from './records.ts';
import type { Session, Statements } from './session.ts';
import { StoreError } from './store.ts';
import type { Cell, Row } from './tables.ts';

const EVERYTHING = 2 ** 31 - 1;

/** What is kept of alerts, in the store's database. */
export class SqlAlerts implements AlertStore {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async current(): Promise<readonly KeptAlert[]> {
    const rows = (await this.#rows(sql.CURRENT)) as unknown as readonly CurrentCells[];
    return rows.map(([rule, history, version, definition, begunAt, revision, state, recordedAt]) => ({
      ...{ rule, history, version, revision, definition: JSON.parse(definition), state: JSON.parse(state) },
      ...{ begunAt: Math.round(begunAt), recordedAt: Math.round(recordedAt) },
    }));
  }

  async begin(
    begun: Omit<AlertHistory, 'history'>,
    state: unknown,
    ending: Pick<AlertAddition, 'transitions' | 'deliveries'>,
  ): Promise<number> {
    const { rule, version, definition } = begun;
    return this.#session.writing('alerts', async (statements) => {
      const [[last] = [null]] = await statements.rows(sql.LAST_HISTORY, [rule]);
      const history = ((last as number | null) ?? 0) + 1;
      const at = instantCell(begun.begunAt);
      await statements.rows(sql.INSERT_HISTORY, [rule, history, version, jsonText(definition), at]);
      await statements.rows(sql.INSERT_STATE, [rule, history, 1, jsonText(state), at]);
      await append(statements, ending);
      return history;
    });
  }

  async add({ rule, history, from, state, ...steps }: AlertAddition, now: number): Promise<void> {
    await this.#session.writing('alerts', async (statements) => {
      const [[last] = [null]] = await statements.rows(sql.LAST_REVISION, [rule, history]);
      if (last !== from) throw new StoreError('refused', `the rule ${rule} was evaluated by somebody else meanwhile; nothing was stored`);
      await statements.rows(sql.INSERT_STATE, [rule, history, from + 1, jsonText(state), instantCell(now)]);
      await append(statements, steps);
    });
  }

  async transitions({ rule, limit }: TransitionFilter = {}): Promise<readonly AlertTransition[]> {
    const rows = (await this.#rows(sql.TRANSITIONS, [rule ?? null, limit ?? EVERYTHING])) as unknown as readonly TransitionCells[];
    return rows.map(([id, ofRule, history, kind, at, noticedAt, date, withheld, facts]) => ({
      ...{ id, rule: ofRule, history, kind, date, withheld, facts: JSON.parse(facts) },
      ...{ at: Math.round(at), noticedAt: Math.round(noticedAt) },
    }));
  }

  async waiting(): Promise<readonly KeptDelivery[]> {
    return (await this.#rows(sql.WAITING)).map(deliveryOf);
  }

  async dead(): Promise<readonly KeptDelivery[]> {
    return (await this.#rows(sql.DEAD)).map(deliveryOf);
  }

  async deliveredSince(instant: number): Promise<readonly { readonly sink: string; readonly at: number }[]> {
    const rows = (await this.#rows(sql.DELIVERED_SINCE, [instantCell(instant)])) as unknown as readonly [string, number][];
    return rows.map(([sink, at]) => ({ sink, at: Math.round(at) }));
  }

  async recordAttempts(attempts: readonly DeliveryAttempt[]): Promise<void> {
    await this.#session.writing('alerts', async (statements) => {
      for (const attempt of attempts) await statements.rows(sql.INSERT_ATTEMPT, attemptCells(attempt));
    });
  }

  async fold(members: readonly string[], into: Delivery): Promise<void> {
    await this.#session.writing('alerts', async (statements) => {
      await statements.rows(sql.INSERT_DELIVERY, deliveryCells(into, 0));
      for (const delivery of members) {
        const folded: DeliveryAttempt = { delivery, at: into.createdAt, outcome: 'folded', failures: 0, detail: into.id, nextAt: null };
        await statements.rows(sql.INSERT_ATTEMPT, attemptCells(folded));
      }
    });
  }

  async silences(): Promise<readonly KeptSilence[]> {
    const rows = (await this.#rows(sql.SILENCES)) as unknown as readonly SilenceCells[];
    return rows.map(([id, rule, from, until, why, who, recordedAt]) => ({
      ...{ id, rule, why, who },
      ...{ from: Math.round(from), until: Math.round(until), recordedAt: Math.round(recordedAt) },
    }));
  }

  async silence({ id, rule, from, until, why, who, recordedAt }: KeptSilence): Promise<void> {
    const cells = [id, rule, instantCell(from), instantCell(until), why, who, instantCell(recordedAt)];
    await this.#session.writing('alerts', (statements) => statements.rows(sql.INSERT_SILENCE, cells));
  }

  #rows(statement: string, parameters?: readonly Cell[]): Promise<readonly Row[]> {
    return this.#session.reading((statements) => statements.rows(statement, parameters));
  }
}

async function append(
  statements: Statements,
  { transitions, deliveries }: Pick<AlertAddition, 'transitions' | 'deliveries'>,
): Promise<void> {
  for (const [place, transition] of transitions.entries()) await statements.rows(sql.INSERT_TRANSITION, transitionCells(transition, place));
  for (const [place, delivery] of deliveries.entries()) await statements.rows(sql.INSERT_DELIVERY, deliveryCells(delivery, place));
}

type CurrentCells = [
  ...[rule: string, history: number, version: string, definition: string, begunAt: number],
  ...[revision: number, state: string, recordedAt: number],
];
type TransitionCells = [
  ...[id: string, rule: string, history: number, kind: string, at: number, noticedAt: number, date: number],
  ...[withheld: string | null, facts: string],
];
type SilenceCells = [id: string, rule: string, from: number, until: number, why: string, who: string, recordedAt: number];
type DeliveryCells = [
  ...[id: string, rule: string, sink: string, createdAt: number, message: string],
  ...[at: number | null, outcome: DeliveryAttempt['outcome'] | null, failures: number, detail: string, nextAt: number | null],
];

function transitionCells(
  { id, rule, history, kind, at, noticedAt, date, withheld, facts }: AlertTransition,
  place: number,
): readonly Cell[] {
  const instants = [instantCell(at), instantCell(noticedAt)];
  return [id, rule, history, kind, ...instants, formatCivilDate(date), place, withheld, jsonText(facts)];
}

const deliveryCells = ({ id, rule, sink, createdAt, message }: Delivery, place: number): readonly Cell[] => [
  ...[id, rule, sink, instantCell(createdAt), place, jsonText(message)],
];

const attemptCells = ({ delivery, at, outcome, failures, detail, nextAt }: DeliveryAttempt): readonly Cell[] => [
  ...[delivery, instantCell(at), outcome, failures, detail, nextAt === null ? null : instantCell(nextAt)],
];

function deliveryOf(row: Row): KeptDelivery {
  const [id, rule, sink, createdAt, message, at, outcome, failures, detail, nextAt] = row as unknown as DeliveryCells;
  const isTried = at !== null && outcome !== null;
  const last = isTried
    ? { delivery: id, at: Math.round(at), outcome, failures, detail, nextAt: nextAt === null ? null : Math.round(nextAt) }
    : null;
  return { id, rule, sink, createdAt: Math.round(createdAt), message: JSON.parse(message), last };
}
