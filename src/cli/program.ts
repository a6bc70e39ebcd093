import { Argument, Command, CommanderError } from 'commander';
import { CallerError } from '../app/context.ts';
import { describeFailure } from '../app/failure.ts';
import type { Ending, Operation } from '../app/operation.ts';
import { operations, run } from '../app/registry.ts';
import { renderAs } from '../app/render.ts';
import { FORMATS, type Format } from '../contract/formats.ts';
import { complete } from './completion/complete.ts';
import { HOW_TO_USE, SCRIPTS, SHELLS, type Shell } from './completion/scripts.ts';
import { addField, fieldsOf } from './options.ts';
import { fitTo, type Look, lineWidth } from './print/layout.ts';
import { printers } from './print/printers.ts';
import { showProgress } from './progress.ts';
import { addServe } from './serve-command.ts';
import { addSpaces } from './space-command.ts';
import type { Terminal, Watch } from './terminal.ts';
import { type Outcome, runThere } from './through-server.ts';
import { addTokens } from './token-command.ts';
import { addWatch } from './watch-command.ts';
import { addWorker } from './worker-command.ts';

/** Exit codes, by whose fault a failure is. */
export const EXIT_CODES = { done: 0, caller: 1, data: 2, internal: 3, partial: 4, stopped: 130 } as const;

const EPILOGUE = `
Exit codes: 0 done, 1 the caller's mistake, 2 data missing or unreadable, 3 internal, 4 done in part.`;

const DATA_OPTION = [
  '--data <dir>',
  'Use the CSV files of this folder; "reference" is the table that ships. Default: the store, if there is one.',
] as const;

/** Runs one command line. Returns the exit code; failures are one line on the error stream. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const outcome: { ending: keyof typeof EXIT_CODES } = { ending: 'done' };
  fitTo(terminal.columns);
  if (argv[0] === 'complete' && argv[1] === '--') {
    // A shell that asks at a key press is told nothing rather than a fault.
    await complete(argv.slice(2), OTHER_COMMANDS, terminal).catch(() => {});
    return EXIT_CODES.done;
  }
  try {
    await buildProgram(terminal, (ending) => {
      outcome.ending = ending;
    }).parseAsync(argv, { from: 'user' });
    return EXIT_CODES[outcome.ending];
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      terminal.writeError('harbinger: stopped; what was stored stays, and the next run goes on from there\n');
      return EXIT_CODES.stopped;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.caller;
    const { code, message } = describeFailure(error);
    terminal.writeError(`harbinger: ${message}\n`);
    return EXIT_CODES[code];
  }
}

/** The program, with a command for each operation. */
export function buildProgram(terminal: Terminal, onEnd: (ending: Ending) => void): Command {
  const program = configure(new Command('harbinger'), terminal)
    .description('Tests, watches and scores the claim that one market foretells another.')
    .version(terminal.version)
    .addHelpText(
      'after',
      `${examplesText(
        operations.slice(0, 6).flatMap(({ examples }) => examples.slice(0, 1)),
        terminal,
      )}\nMore of a command: ${terminal.program} COMMAND --help${EPILOGUE}`,
    );
  for (const operation of operations) addOperation(program, operation, { terminal, onEnd });
  addServe(configure(program.command('serve'), terminal), terminal);
  addWatch(configure(program.command('watch'), terminal), { terminal, onEnd });
  addWorker(configure(program.command('worker'), terminal), terminal);
  addMcp(program, terminal);
  addTokens(configure(program.command('token'), terminal), { configure: (command) => configure(command, terminal), terminal });
  addSpaces(configure(program.command('space'), terminal), { configure: (command) => configure(command, terminal), terminal });
  addCompletion(configure(program.command('completion'), terminal), terminal);
  return program;
}

/** Commands that are no operations. */
const OTHER_COMMANDS = ['serve', 'watch', 'worker', 'mcp', 'token', 'space', 'completion', 'help'];

function addCompletion(command: Command, terminal: Terminal): void {
  const uses = SHELLS.map((shell) => `  $ ${HOW_TO_USE[shell].replace(/^harbinger/, terminal.program)}`).join('\n');
  command
    .description('Print a script that completes commands, options and values in a shell.')
    .addArgument(new Argument('<shell>', 'The shell.').choices(SHELLS))
    .addHelpText('after', `\nExamples:\n${uses}\n${EPILOGUE}`)
    .action((shell: Shell) => terminal.write(SCRIPTS[shell]));
}

function addMcp(program: Command, terminal: Terminal): void {
  configure(program.command('mcp'), terminal)
    .description('Give a language model the same operations, over standard input and output (MCP).')
    .option(...DATA_OPTION)
    .addHelpText('after', `${examplesText(['harbinger mcp', 'harbinger mcp --data reference'], terminal)}${EPILOGUE}`)
    .action(({ data }: CommonOptions) => terminal.serveMcp(data === undefined ? 'default' : { folder: data }));
}

function configure(command: Command, terminal: Terminal): Command {
  return command
    .exitOverride()
    .option('--no-color', 'Print without colours, as NO_COLOR in the environment does; FORCE_COLOR asks for them.')
    .configureOutput({
      getOutHelpWidth: lineWidth,
      getErrHelpWidth: lineWidth,
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeError(text),
      outputError: (text, write) =>
        write(
          `harbinger: ${text
            .replace(/^error: /, '')
            .replace(/\n\(Did you mean (.*)\?\)/, '; did you mean $1?')
            .trimEnd()}\n`,
        ),
    })
    .showSuggestionAfterError(true)
    .allowExcessArguments(false);
}

interface Face {
  readonly terminal: Terminal;
  readonly onEnd: (ending: Ending) => void;
}

function addOperation(program: Command, operation: Operation, { terminal, onEnd }: Face): void {
  const words = operation.name.split(' ');
  const parent = words.length === 1 ? program : groupOf(words[0] as string, program, terminal);
  const command = configure(parent.command(words.at(-1) as string), terminal).description(operation.summary);
  const fields = fieldsOf(operation.input);
  for (const field of fields) addField(command, field, operation.positional);
  if (operation.reads === 'series') {
    command.option(...DATA_OPTION);
  }
  command.option('--json', 'Print the result as JSON.');
  if (operation.formats.length > 0) command.option('--out <file>', outHelp(operation.formats));
  command.addHelpText('after', `${examplesText(operation.examples, terminal)}${EPILOGUE}`);
  command.action(async (...args: unknown[]) => {
    const given = command.optsWithGlobals() as Record<string, unknown>;
    const input = Object.fromEntries(
      fields.flatMap(({ key }) => {
        const at = operation.positional.indexOf(key);
        const value = at >= 0 ? args[at] : given[key];
        return value === undefined ? [] : [[key, value]];
      }),
    );
    const colour = terminal.colour && isColourWanted(command);
    onEnd(await perform({ operation, input, options: given as CommonOptions, look: { colour } }, terminal));
  });
}

/** What commands have in common that have no command of their name. */
const GROUPS: Readonly<Record<string, string>> = { forecast: 'Seal forecasts, score them when they are due, and see who has been right.' };

/** The command to which commands of two words belong. */
const groupOf = (name: string, program: Command, terminal: Terminal): Command =>
  program.commands.find((command) => command.name() === name) ??
  configure(program.command(name), terminal).description(GROUPS[name] as string);

/** Whether neither the command nor one above it was told to print without colours. */
const isColourWanted = (command: Command | null): boolean =>
  command === null || (command.opts().color !== false && isColourWanted(command.parent));

const outHelp = (formats: readonly Format[]): string =>
  `Write a file, by its ending: ${formats.map((format) => `.${FORMATS[format].extension} ${FORMATS[format].title}`).join(', ')}.`;

/** Other endings by which people call a form. */
const ALIASES: Readonly<Record<string, string>> = { htm: 'html', markdown: 'md', yml: 'yaml' };

/** The form that the ending of a file's name asks for. */
function formatOf(file: string, formats: readonly Format[]): Format {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  const extension = ALIASES[ending] ?? ending;
  const wanted = formats.find((format) => FORMATS[format].extension === extension);
  if (wanted) return wanted;
  throw new CallerError(`--out must end in ${formats.map((format) => `.${FORMATS[format].extension}`).join(' or ')}, was ${file}`);
}

const examplesText = (examples: readonly string[], { program }: Terminal): string =>
  `\nExamples:\n${examples.map((example) => `  $ ${example.replace(/^harbinger/, program)}`).join('\n')}\n`;

interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly out?: string;
}

/** One command as it was given. */
interface Call {
  readonly operation: Operation;
  readonly input: Record<string, unknown>;
  readonly options: CommonOptions;
  readonly look: Look;
}

/** What a file is called that is no report. */
const WRITTEN: Partial<Record<Format, string>> = { csv: 'Table', parquet: 'Table', claim: 'Claim file', jsonl: 'Ledger' };

async function perform({ operation, input, options: { data, json, out }, look }: Call, terminal: Terminal): Promise<Ending> {
  // Told before anything is computed.
  const format = out === undefined ? undefined : formatOf(out, operation.formats);
  if (out !== undefined) await terminal.demandWritable(out);
  const progress = showProgress(terminal);
  // What only computes does not look up: it is ended, not asked.
  const signal = operation.reads === 'store' ? terminal.listenForStop() : undefined;
  const watch = { onProgress: progress.show, signal, confirm: terminal.confirm };
  const needsStore = operation.reads === 'store' || (operation.reads === 'series' && data === undefined);
  const server = needsStore ? await terminal.findServer() : undefined;
  const outcome = server
    ? runThere(server, { operation: operation.name, input, format, folder: terminal.folder }, watch)
    : runHere({ operation, input, data }, { format, watch, terminal });
  const { result, ending, rendered } = await outcome.finally(progress.end);
  const printer = printers[operation.name];
  terminal.write(json || !printer ? `${JSON.stringify(result, null, 2)}\n` : printer(result as never, look, input));
  if (format === undefined || rendered === undefined || out === undefined) return ending;
  await terminal.writeFile(out, await rendered());
  const say = json ? terminal.writeError : terminal.write;
  say.call(terminal, `${WRITTEN[format] ?? 'Report'} written to ${out}\n`);
  return ending;
}

async function runHere(
  { operation, input, data }: Pick<Call, 'operation' | 'input'> & { readonly data: string | undefined },
  { format, watch, terminal }: { readonly format: Format | undefined; readonly watch: Watch; readonly terminal: Terminal },
): Promise<Outcome> {
  const choice = operation.reads !== 'series' ? 'none' : data === undefined ? 'default' : { folder: data };
  const context = await terminal.openContext(choice, watch);
  const work = () => run(operation, input, context);
  const done = choice === 'default' || operation.reads === 'store' ? await terminal.keepCommand(operation, input, work) : await work();
  const { result, ending = 'done' } = done;
  return { result, ending, rendered: format && (() => renderAs(format, done)) };
}
