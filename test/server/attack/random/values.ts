import fc from 'fast-check';

/** As much of a JSON Schema as the document of the API uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly default?: unknown;
}

/** Texts that mean something to the program, and those that must mean nothing. */
const MEANT = [
  ...['RUT', 'BTC', 'ETH', 'SPX', 'NFCI', 'russell-crypto', 'flip-2020', 'liquidity', 'mine.yaml', 'exact-shift', 'methods/verdicts'],
  ...['all_time_high(RUT, after: 1y)', 'crosses_below(NFCI, 0)', 'date(2020-11-13)', 'return(BTC, 180d)', 'max_gain(BTC, 365d)'],
  ...['RUT=IWM,IWN', '2021-12-31', '26w', '1y', 'study', 'check', 'packs', 'series show', 'events("dates.csv")'],
];
const HOSTILE = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '../../package.json',
    '..\\..\\x',
    '/etc/passwd',
    'file:///etc/passwd',
  ],
  ...[
    '%2e%2e%2f',
    '%00',
    'a\0b',
    '\r\nX-Evil: 1',
    '\u202e\ufeff\u2028',
    '\ud800',
    '😀'.repeat(40),
    '<script>alert(1)</script>',
    "'; DROP TABLE runs; --",
  ],
  ...[
    '=HYPERLINK("http://x")',
    '{{7*7}}',
    `\${7*7}`,
    '$(id)',
    '`id`',
    '-',
    '--data=/',
    'NaN',
    'Infinity',
    '1e999',
    '-0',
    '0x10',
    'null',
    'true',
    '[]',
  ],
  ...[
    '('.repeat(63),
    '('.repeat(5000),
    '-'.repeat(4000),
    `${'RUT or '.repeat(500)}RUT`,
    'x'.repeat(5000),
    '9'.repeat(400),
    'harbinger://docs/../x',
  ],
  ...[
    'all_time_high(RUT',
    'ma(ma(ma(ma(BTC, 500), 500), 500), 500) > 1',
    'corr(RUT, BTC, 520) > 0.9',
    'return(BTC, 99999999y)',
    'date(0000-00-00)',
  ],
];

export const anyText = fc.oneof(
  { arbitrary: fc.constantFrom(...MEANT), weight: 3 },
  { arbitrary: fc.constantFrom(...HOSTILE), weight: 4 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 60 }), weight: 1 },
);

const deep = fc.integer({ min: 1, max: 60 }).map((depth) => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
});

/** A value of no kind in particular. */
const anything = fc.oneof(
  anyText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 53, [], {}, ''),
  fc.jsonValue({ maxDepth: 3 }),
  deep,
  fc.integer({ min: 2, max: 1500 }).map((length) => Array(length).fill('BTC')),
);

/** A value that the schema takes, as far as the schema says; texts are those of the program, so that some mean something. */
function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer' || schema.type === 'number') {
    const { minimum = 0, maximum = 10 } = schema;
    return schema.type === 'integer'
      ? fc.constantFrom(minimum, Math.min(minimum + 3, maximum), maximum)
      : fc.constantFrom(minimum, maximum);
  }
  if (schema.type === 'array') {
    const { items = {}, minItems = 0, maxItems = 3 } = schema;
    return fc.array(fitting(items), { minLength: minItems, maxLength: Math.min(3, maxItems) });
  }
  if (schema.pattern) return fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), fc.constantFrom('2021-12-31', '2015-06-30', '26w'));
  return fc.constantFrom(...MEANT);
}

/** An input near the schema: its example with fields changed, left out, put in, or of another kind. */
export function inputNear(schema: Schema, example: unknown): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {});
  const changes = fc.array(
    fc.oneof(
      ...fields.map(([key, field]) => fc.tuple(fc.constant(key), fc.oneof({ arbitrary: fitting(field), weight: 2 }, anything))),
      fc.tuple(fc.oneof(fc.constantFrom('__proto__', 'constructor', 'x', 'format', ''), anyText), anything),
    ),
    { maxLength: 4 },
  );
  const left = fc.subarray(fields.map(([key]) => key));
  return fc.oneof(
    { arbitrary: changes.map((all) => withFields(example, all)), weight: 6 },
    { arbitrary: fc.tuple(changes, left).map(([all, gone]) => without(withFields(example, all), gone)), weight: 2 },
    { arbitrary: anything, weight: 1 },
  );
}

/** As JSON would have them: a field `__proto__` is a field like any other. */
const withFields = (example: unknown, changes: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries([...Object.entries(Object(example) as object), ...changes]);

const without = (input: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([key]) => !keys.includes(key)));
