import { Command, CommanderError } from 'commander';
import type { Context } from '../app/context.ts';
import { describeFailure } from '../app/failure.ts';
import { type Operation, operations } from '../app/registry.ts';
import { addField, fieldsOf } from './options.ts';
import { printers } from './print/printers.ts';

/** What the command line needs of the world. */
export interface Terminal {
  write(text: string): void;
  writeError(text: string): void;
  writeFile(path: string, text: string): Promise<void>;
  /** Whether the reader sees colours. */
  readonly colour: boolean;
  /** A context over a folder of CSV files, or over the table that ships. */
  openContext(dataDirectory: string | undefined): Promise<Context>;
  readonly version: string;
  /** How the reader calls the program. */
  readonly program: string;
}

/** Exit codes, by whose fault a failure is. */
export const EXIT_CODES = { done: 0, caller: 1, data: 2, internal: 3 } as const;

const EPILOGUE = `
Exit codes: 0 done, 1 the caller's mistake, 2 data missing or unreadable, 3 internal.`;

/** Runs one command line. Returns the exit code; failures are one line on the error stream. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await buildProgram(terminal).parseAsync(argv, { from: 'user' });
    return EXIT_CODES.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.caller;
    const { code, message } = describeFailure(error);
    terminal.writeError(`harbinger: ${message}\n`);
    return EXIT_CODES[code];
  }
}

/** The program, with a command for each operation. */
export function buildProgram(terminal: Terminal): Command {
  const program = configure(new Command('harbinger'), terminal)
    .description('Tests, watches and scores the claim that one market foretells another.')
    .version(terminal.version)
    .addHelpText(
      'after',
      `${examplesText(
        operations.flatMap(({ examples }) => examples.slice(0, 1)),
        terminal,
      )}${EPILOGUE}`,
    );
  for (const operation of operations) addOperation(program, operation, terminal);
  return program;
}

function configure(command: Command, terminal: Terminal): Command {
  return command
    .exitOverride()
    .configureOutput({
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

function addOperation(program: Command, operation: Operation, terminal: Terminal): void {
  const words = operation.name.split(' ');
  const parent = words.length === 1 ? program : (program.commands.find((command) => command.name() === words[0]) as Command);
  const command = configure(parent.command(words.at(-1) as string), terminal).description(operation.summary);
  const fields = fieldsOf(operation.input);
  for (const field of fields) addField(command, field, operation.positional);
  command.option('--data <dir>', 'Use the CSV files of this folder instead of the table that ships.');
  command.option('--json', 'Print the result as JSON.');
  command.option('--out <file>', 'Write the report as one HTML file.');
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
    await perform({ operation, input, options: given as CommonOptions }, terminal);
  });
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
}

async function perform({ operation, input, options: { data, json, out } }: Call, terminal: Terminal): Promise<void> {
  const context = await terminal.openContext(data);
  const { result, report } = await operation.run(input, context);
  const printer = printers[operation.name];
  terminal.write(json || !printer ? `${JSON.stringify(result, null, 2)}\n` : printer(result as never, { colour: terminal.colour }));
  if (out === undefined) return;
  await terminal.writeFile(out, await report());
  const say = json ? terminal.writeError : terminal.write;
  say.call(terminal, `Report written to ${out}\n`);
}
