import { type Command, Option } from 'commander';
import type { MemberRole } from '../app/spaces.ts';
import { aligned } from './print/aligned.ts';
import type { Terminal } from './terminal.ts';

const ROLES = ['viewer', 'researcher', 'admin'] as const satisfies readonly MemberRole[];
const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

interface Parts {
  readonly configure: (command: Command) => Command;
  readonly terminal: Terminal;
}

/** Adds the commands that keep spaces and who may be in them. */
export function addSpaces(command: Command, parts: Parts): void {
  const { configure, terminal } = parts;
  command.description('Keep the spaces of a store that a team shares, and who may be in them.');
  configure(command.command('add'))
    .description('Make a space: data, runs, forecasts, alerts and members of its own.')
    .argument('<name>', 'In small letters, digits and hyphens.')
    .option('--title <text>', 'What it is called.', '')
    .action(async (name: string, { title }: { title: string }) => {
      await (await terminal.openSpaces()).add(name, title);
      terminal.write(`The space ${name} is there. HARBINGER_SPACE=${name} names it; \`harbinger space member add\` lets somebody in.\n`);
    });
  configure(command.command('list'))
    .description('List the spaces.')
    .action(async () => {
      const spaces = await (await terminal.openSpaces()).list();
      terminal.write(`${aligned(spaces.map(({ name, title, createdAt }) => [name, `since ${day(createdAt)}`, title]))}\n`);
    });
  addMembers(configure(command.command('member')), parts);
  configure(command.command('login'))
    .description('Make a login of PostgreSQL that sees one space, or let one that is there see it too.')
    .argument('<login>', 'Its name, in small letters, digits and _.')
    .addOption(
      new Option('--role <role>', 'A viewer looks, a researcher adds too.').choices(['viewer', 'researcher']).makeOptionMandatory(),
    )
    .option('--space <name>', 'The space. Default: HARBINGER_SPACE, or main.')
    .action(async (login: string, { role, space = terminal.space }: { role: 'viewer' | 'researcher'; space?: string }) => {
      const { password } = await (await terminal.openSpaces()).login({ login, space, role });
      if (password !== undefined) terminal.write(`${password}\n`);
      const said = password === undefined ? 'It keeps its password.' : 'This is its password; it is not shown again.';
      terminal.writeError(`${login} is a ${role} of ${space}. ${said}\n`);
    });
}

function addMembers(command: Command, { configure, terminal }: Parts): void {
  command.description('Keep who may do what in a space.');
  const ofSpace = (given: Command) => configure(given).option('--space <name>', 'The space. Default: HARBINGER_SPACE, or main.');
  ofSpace(command.command('add'))
    .description('Add a member, or give one another role; their tokens go no further from the next request on.')
    .argument('<name>', 'The person or program.')
    .addOption(
      new Option('--role <role>', 'A viewer looks up, a researcher computes and seals too, an admin writes too.')
        .choices(ROLES)
        .makeOptionMandatory(),
    )
    .action(async (name: string, { role, space = terminal.space }: { role: MemberRole; space?: string }) => {
      await (await terminal.openSpaces()).addMember(space, { name, role });
      terminal.write(`${name} is a member of ${space}, as ${role}. \`harbinger token add ${name}\` gives them a token.\n`);
    });
  ofSpace(command.command('list'))
    .description('List the members of a space, with their roles and how many tokens each has.')
    .action(async ({ space = terminal.space }: { space?: string }) => {
      const members = await (await terminal.openSpaces()).members(space);
      const rows = members.map(({ name, role, addedAt, tokens }) => [name, role, `since ${day(addedAt)}`, `${tokens} tokens`]);
      terminal.write(
        rows.length === 0 ? `${space} has no members. \`harbinger space member add NAME --role viewer\` adds one.\n` : `${aligned(rows)}\n`,
      );
    });
  ofSpace(command.command('remove'))
    .description('Take a member and their tokens away; nothing opens from the next request on.')
    .argument('<name>', 'The member.')
    .action(async (name: string, { space = terminal.space }: { space?: string }) => {
      await (await terminal.openSpaces()).removeMember(space, name);
      terminal.write(`${name} is no member of ${space} any more, and their tokens open nothing.\n`);
    });
}
