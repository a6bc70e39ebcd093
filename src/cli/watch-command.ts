import type { Command } from 'commander';
import type { Ending } from '../app/operation.ts';
import type { Terminal, WatchRequest } from './terminal.ts';

const HELP = `
Examples:
  $ harbinger watch --rules my-watch.yaml
  $ harbinger watch --rules my-watch.yaml --once`;

/** Adds the command that watches alert rules. */
export function addWatch(
  command: Command,
  { terminal, onEnd }: { readonly terminal: Terminal; readonly onEnd: (ending: Ending) => void },
): void {
  command
    .description('Watch alert rules: bring their series up to date, evaluate them, tell who is to be told.')
    .requiredOption('--rules <file>', 'The file of alert rules.')
    .option('--once', 'One round now, and no more: for a timer of the system.', false)
    .addHelpText('after', HELP.replaceAll('$ harbinger', `$ ${terminal.program}`))
    .action(async () => onEnd(await terminal.watch(command.opts() as WatchRequest)));
}
