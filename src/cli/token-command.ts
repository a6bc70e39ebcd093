import { type Command, Option } from 'commander';
import { aligned } from './print/aligned.ts';
import type { Terminal, TokenScope } from './terminal.ts';

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 16).replace('T', ' ');

/** Adds the commands that keep the tokens of the server. */
export function addTokens(
  command: Command,
  { configure, terminal }: { configure: (command: Command) => Command; terminal: Terminal },
): void {
  command.description('Keep the tokens by which programs and people on other machines reach a server.');
  configure(command.command('add'))
    .description('Make a token. It is shown once, and kept only as a hash.')
    .argument('<name>', 'What or whom it is for.')
    .addOption(
      new Option(
        '--scope <scope>',
        'read looks up, run computes too, admin writes too. Default: run; of a member, as far as they may go.',
      ).choices(['read', 'run', 'admin']),
    )
    .option('--member <name>', 'Of a store that a team shares: whose it is. Default: the member of the same name.')
    .option('--expires <span>', 'When it is over, e.g. 90d or 1y. Default: never.')
    .action(async (name: string, given: { scope?: TokenScope; member?: string; expires?: string }) => {
      const keeper = await terminal.openTokens();
      const token = await keeper.add({ name, ...given });
      const scope = (await keeper.list()).find((kept) => kept.name === name)?.scope;
      terminal.write(`${token}\n`);
      terminal.writeError(
        `This is the token ${name} (${scope}); it is not shown again. Send it as: Authorization: Bearer ${token.slice(0, 6)}…\n`,
      );
    });
  configure(command.command('list'))
    .description('List the tokens: scope, end, last use.')
    .action(async () => {
      const tokens = await (await terminal.openTokens()).list();
      const rows = tokens.map(({ name, member, scope, createdAt, expiresAt, isOver, lastUsed }) => [
        ...[name, ...(member === undefined ? [] : [`of ${member}`]), scope, `since ${day(createdAt)}`],
        expiresAt === null ? 'does not end' : `${isOver ? 'ended' : 'ends'} ${day(expiresAt)}`,
        lastUsed === null ? 'not used yet' : `last used ${day(lastUsed)}`,
      ]);
      terminal.write(rows.length === 0 ? 'There is no token. `harbinger token add NAME --scope run` makes one.\n' : `${aligned(rows)}\n`);
    });
  configure(command.command('revoke'))
    .description('Take a token away; it opens nothing from the next request on.')
    .argument('<name>', 'The token.')
    .action(async (name: string) => {
      await (await terminal.openTokens()).revoke(name);
      terminal.write(`${name} is revoked.\n`);
    });
  configure(command.command('rotate'))
    .description('Give a token a new secret; the old one opens for an hour more.')
    .argument('<name>', 'The token.')
    .action(async (name: string) => {
      const { token, previousUntil } = await (await terminal.openTokens()).rotate(name);
      terminal.write(`${token}\n`);
      terminal.writeError(`The old token ${name} opens until ${day(previousUntil)} UTC; this one is not shown again.\n`);
    });
}
