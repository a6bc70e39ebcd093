import { type Command, InvalidArgumentError } from 'commander';
import type { ServeRequest, Terminal } from './terminal.ts';

/** Adds the command that serves page, API and MCP. */
export function addServe(command: Command, terminal: Terminal): void {
  command
    .description('Serve the page and the API over HTTP, on this machine unless told otherwise.')
    .option('--host <address>', 'Address to listen on.', '127.0.0.1')
    .option('--port <n>', 'Port to listen on; 0 takes a free one.', portOf, 7878)
    .option('--data <dir>', 'Use the CSV files of this folder; "reference" is the table that ships. Default: the store, if there is one.')
    .action(() => terminal.serve(command.opts() as ServeRequest));
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return port;
}
