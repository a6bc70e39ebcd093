import type { RandomStream } from '../../../src/core/numerics/random.ts';

/** Does something to a body, as a broken source or an enemy might. */
type Mutation = (body: string, random: RandomStream) => string | Uint8Array;

const oneOf = <T>(choices: readonly T[], random: RandomStream): T => choices[random.below(choices.length)] as T;

/** Places of what a pattern finds in a body. */
function found(body: string, pattern: RegExp): { readonly at: number; readonly text: string }[] {
  return Array.from(body.matchAll(pattern), ({ index, 0: text }) => ({ at: index, text }));
}

/** Puts another text where a pattern finds one of its own; the body itself where there is none. */
function replaced(body: string, pattern: RegExp, { by, random }: { by: (text: string) => string; random: RandomStream }): string {
  const places = found(body, pattern);
  if (places.length === 0) return body;
  const { at, text } = oneOf(places, random);
  return body.slice(0, at) + by(text) + body.slice(at + text.length);
}

const NUMBER = /(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/g;
/** Numbers, texts in quotation marks, and words. */
const SCALAR = /"(?:[^"\\\n]|\\.)*"|(?<![\w."])-?\d+(?:\.\d+)?(?![\w."])|\b(?:null|true|false)\b/g;
const DATE = /\d{4}-\d{2}-\d{2}|(?<!\d)\d{10}(?:\d{3}){0,2}(?!\d)|\b[A-Z][a-z]{2} \d{1,2}, \d{4}|\d{1,2}\/\d{1,2}\/\d{4}/g;

const GIANTS = ['1e308', '-1e308', '1e309', '99999999999999999999999', '0.1e-400', '-0', '1'.repeat(400), '9007199254740993', '1e-320'];
const NO_NUMBERS = [
  'NaN',
  'Infinity',
  '-Infinity',
  '"NaN"',
  '"-"',
  '""',
  'null',
  '"1,000"',
  '"0x10"',
  '"1e5"',
  '" 12"',
  '"١٢"',
  '12abc',
  '1.2.3',
  '+5',
  '.5',
  '5.',
];
const OTHER_TYPES = [
  '[]',
  '{}',
  'true',
  'false',
  'null',
  '"x"',
  '0',
  '[[1,2],[3]]',
  '{"toString":1}',
  '{"__proto__":{"a":1}}',
  '"\\u0000"',
];
const DATES = [
  '9999-12-31',
  '+275760-09-13',
  '0000-00-00',
  '2021-02-30',
  '0001-01-01',
  '2021-13-01',
  '8640000000000001',
  '-1',
  '1e20',
  '253402300800',
  '0',
  'Feb 30, 2021',
  '99/99/9999',
];
const BRACKETS = 100_000;

/** What is done, by name. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bit flips': (body, random) => {
    const bytes = Buffer.from(body);
    for (let i = random.below(6); i >= 0; i--) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
    }
    return bytes;
  },
  /** A digit stays a digit: the text still reads well. */
  'digits changed': (body, random) => replaced(body, /\d/g, { by: () => String(random.below(10)), random }),
  cut: (body, random) => body.slice(0, random.below(body.length)),
  'a piece taken out': (body, random) => {
    const at = random.below(body.length);
    return body.slice(0, at) + body.slice(at + 1 + random.below(60));
  },
  'a piece twice': (body, random) => {
    const at = random.below(body.length);
    const end = at + 1 + random.below(200);
    return body.slice(0, end) + body.slice(at);
  },
  'lines swapped': (body, random) => {
    const lines = body.split('\n');
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    return lines
      .with(a, lines[b] as string)
      .with(b, lines[a] as string)
      .join('\n');
  },
  'fields swapped': (body, random) => {
    const places = found(body, SCALAR);
    if (places.length < 2) return body;
    const [one, other] = [oneOf(places, random), oneOf(places, random)].sort((a, b) => a.at - b.at) as [
      (typeof places)[0],
      (typeof places)[0],
    ];
    if (one.at === other.at) return body;
    const between = body.slice(one.at + one.text.length, other.at);
    return body.slice(0, one.at) + other.text + between + one.text + body.slice(other.at + other.text.length);
  },
  'a giant number': (body, random) => replaced(body, NUMBER, { by: () => oneOf(GIANTS, random), random }),
  'no number': (body, random) => replaced(body, NUMBER, { by: () => oneOf(NO_NUMBERS, random), random }),
  'a wrong type': (body, random) => replaced(body, SCALAR, { by: () => oneOf(OTHER_TYPES, random), random }),
  'a date that cannot be': (body, random) => replaced(body, DATE, { by: () => oneOf(DATES, random), random }),
  'another date': (body, random) => {
    const dates = found(body, DATE);
    return dates.length === 0 ? body : replaced(body, DATE, { by: () => oneOf(dates, random).text, random });
  },
  'a key twice': (body, random) =>
    replaced(body, /"[^"\\]+"\s*:/g, { by: (key) => `${key} ${oneOf([...OTHER_TYPES, ...GIANTS], random)}, ${key}`, random }),
  'deep nesting': (body, random) => {
    const [open, close] = oneOf(
      [
        ['[', ']'],
        ['{"a":', '}'],
        ['(', ')'],
      ] as const,
      random,
    );
    const inner = open === '{"a":' ? '1' : '';
    const isClosed = random.below(3) > 0;
    const deep = open.repeat(BRACKETS) + inner + (isClosed ? close.repeat(BRACKETS) : '');
    return random.below(4) === 0 ? deep : replaced(body, SCALAR, { by: () => deep, random });
  },
  'a quotation mark more': (body, random) => {
    const at = random.below(body.length);
    return `${body.slice(0, at)}"${body.slice(at)}`;
  },
};
