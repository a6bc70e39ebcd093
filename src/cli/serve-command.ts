import { type Command, InvalidArgumentError } from 'commander';
import type { ServeRequest, Terminal } from './terminal.ts';

const HELP = `
Examples:
  $ harbinger serve
  $ harbinger serve --data ../prices --port 8080
  $ harbinger serve --watch my-watch.yaml
  $ harbinger serve --host 0.0.0.0 --allowed-host desk.example`;

/** Adds the command that serves page, API and MCP. */
export function addServe(command: Command, terminal: Terminal): void {
  command
    .description('Serve the page and the API over HTTP: on this machine only, unless told otherwise.')
    .option('--host <address>', 'Address to listen on. Any but 127.0.0.1 asks for a token, or --public.', '127.0.0.1')
    .option('--port <n>', 'Port to listen on; 0 takes a free one.', portOf, 7878)
    .option('--public', 'Let everybody read, and compute what is cheap; nobody writes, and no run is kept.', false)
    .option('--data <dir>', 'Use the CSV files of this folder; "reference" is the table that ships. Default: the store, if there is one.')
    .option('--files <dir>', 'Let callers name files of this folder: claim files, lists of dates, files to import. Default: none.')
    .option(
      '--space <name>',
      'Of a store that a team shares: let whoever sits at this machine into this space without a token. Default: nobody.',
    )
    .option('--origin <origin>', 'Let pages of another origin use the API, e.g. https://desk.example. May be given again.', originOf)
    .option('--allowed-host <name>', 'Answer to another name too, e.g. that of a proxy before it. May be given again.', nameOf)
    .option('--watch <file>', 'Watch the alert rules of this file too, while the server runs.')
    .option(
      '--drain <seconds>',
      'Told to end, say "not ready" for so long before. Default: 5 with a store in PostgreSQL, else 0.',
      secondsOf,
    )
    .addHelpText('after', HELP.replaceAll('$ harbinger', `$ ${terminal.program}`))
    .action(() => terminal.serve(command.opts() as ServeRequest));
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return port;
}

function secondsOf(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It must be whole seconds, e.g. 5.');
  return Number(text);
}

function originOf(text: string, before: string[] = []): string[] {
  if (!URL.canParse(text) || new URL(text).origin !== text)
    throw new InvalidArgumentError('It must be an origin such as https://desk.example.');
  return [...before, text];
}

function nameOf(text: string, before: string[] = []): string[] {
  if (!/^([a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])$/i.test(text))
    throw new InvalidArgumentError('It must be a name such as desk.example, without a port.');
  return [...before, text];
}
