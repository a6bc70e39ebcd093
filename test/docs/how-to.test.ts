import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePlace, type Place, shownCommands } from './place.ts';

let place: Place;
// Nine commands, on a machine that may be busy.
beforeAll(() => {
  place = makePlace();
}, 300_000);
afterAll(() => place.clear());

describe('every command of the how-to pages runs as it stands', () => {
  const commands = [...shownCommands].reverse().filter(([, page]) => page.startsWith('docs/how-to/'));

  test.each(commands.map(([command, page]) => [page, command]))('%s: harbinger %s', (_, command) => {
    expect(place.run(command)).toMatchObject({ status: 0, stderr: '' });
  });
});
