import type { Context } from './context.ts';
import type { Operation } from './operation.ts';

/** The command line that asks an operation the same question; what is as by default is left unsaid. Throws ZodError where the input is none. */
export function commandOf(operation: Operation, given: unknown, { program, dataOption }: Pick<Context, 'program' | 'dataOption'>): string {
  const input = operation.input.parse(given) as Record<string, unknown>;
  const isDefault = (key: string) => {
    const { data } = (operation.input.shape[key] as Operation['output']).safeParse(undefined);
    return JSON.stringify(data) === JSON.stringify(input[key]);
  };
  const words = operation.positional.flatMap((key, i) => {
    // One that stands before another cannot be left out.
    const isNeeded = operation.positional.slice(i).some((later) => !isDefault(later));
    return isNeeded ? [input[key]].flat().map((value) => shellWord(String(value))) : [];
  });
  const options = Object.keys(operation.input.shape)
    .filter((key) => !operation.positional.includes(key) && !isDefault(key))
    .flatMap((key) => [input[key]].flat().map((value) => optionText(key, value)));
  return [program, operation.name, ...words, ...options, operation.reads === 'series' ? dataOption : ''].filter(Boolean).join(' ');
}

function optionText(key: string, value: unknown): string {
  const name = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return value === true ? name : `${name} ${shellWord(String(value))}`;
}

/** A text as one word of a shell. */
const shellWord = (text: string): string => (/^[\w./:=+@%,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
