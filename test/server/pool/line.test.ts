import { describe, expect, it } from 'vitest';
import { BusyError, type Line, openLine, type Urgency } from '../../../src/server/pool/line.ts';

/** Work that ends when it is told to, and what was begun so far. */
function desk(places: number, placesForLong = places, mostWaiting = 100) {
  const line: Line<string> = openLine({ places, placesForLong, mostWaiting });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const enter = (name: string, urgency: Urgency, options: { caller?: string; signal?: AbortSignal } = {}) =>
    line.enter({
      ...{ urgency, caller: options.caller ?? 'one', signal: options.signal },
      start() {
        begun.push(name);
        const { promise, resolve } = Promise.withResolvers<string>();
        ends.set(name, () => resolve(name));
        return { answer: promise, ended: promise };
      },
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { line, begun, enter, end };
}

describe('a waiting line', () => {
  it('begins the urgent before the long, whoever came first', async () => {
    const { begun, enter, end } = desk(1);
    for (const urgency of ['background', 'long', 'study', 'quick'] as const) void enter(urgency, urgency);
    for (const name of ['background', 'quick', 'study', 'long']) await end(name);
    expect(begun).toEqual(['background', 'quick', 'study', 'long']);
  });

  it('keeps a place free of long work, so that short work never waits for it', async () => {
    const { begun, enter, end } = desk(2, 1);
    void enter('scan 1', 'long');
    void enter('scan 2', 'long');
    void enter('warm', 'background');
    void enter('study', 'study');
    expect(begun).toEqual(['scan 1', 'study']);
    await end('study');
    expect(begun).toEqual(['scan 1', 'study']);
    await end('scan 1');
    expect(begun).toEqual(['scan 1', 'study', 'scan 2']);
  });

  it('lets callers take turns', async () => {
    const { begun, enter, end } = desk(1);
    for (const name of ['a1', 'a2', 'a3']) void enter(name, 'study', { caller: 'a' });
    void enter('b1', 'study', { caller: 'b' });
    for (const name of ['a1', 'a2', 'b1', 'a3']) await end(name);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('turns away whom it cannot serve in time, and says when to come again', async () => {
    const { line, enter } = desk(1, 1, 2);
    for (const name of ['runs', 'waits', 'waits too']) void enter(name, 'study');
    expect(line).toMatchObject({ running: 1, waiting: 2 });
    const refused = enter('too many', 'quick');
    await expect(refused).rejects.toThrow(BusyError);
    await expect(refused).rejects.toThrow(/^the server is busy: 2 calls are waiting; try again in 1 s$/);
  });

  it('forgets who goes away', async () => {
    const { line, begun, enter, end } = desk(1);
    void enter('runs', 'study');
    const gone = new AbortController();
    const waits = enter('gone', 'study', { signal: gone.signal });
    void enter('stays', 'study');
    gone.abort(new Error('no patience'));
    await expect(waits).rejects.toThrow('no patience');
    expect(line.waiting).toBe(1);
    await end('runs');
    expect(begun).toEqual(['runs', 'stays']);
  });
});
