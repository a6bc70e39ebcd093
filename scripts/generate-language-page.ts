// Makes docs/reference/language.md from the registry of functions. `npm run generate` runs it; a test keeps the result fresh.
import { writeFileSync } from 'node:fs';
import type { FunctionDefinition, Parameter } from '../src/core/language/function-definition.ts';
import { functions } from '../src/core/language/functions/registry.ts';
import { formatExtent } from '../src/core/series/curve.ts';

const titles = {
  events: ['Triggers', 'They fire events on the dates of their first series.'],
  series: ['Series', 'They make a series of values; they read only the past.'],
  outcome: ['Outcomes', 'They look ahead from the entry after an event, and stand only in `--then`.'],
} as const;

const introduction = `# The language

Made from the functions themselves by \`npm run generate\`; do not edit.

A trigger says when (\`--when\`), an outcome says what then (\`--then\`). Both are expressions over series.

- **Series** are named by id: \`RUT\`; \`IWN.adj\` is the adjusted close; an id that is no plain name stands in quotes: \`"BTC-USD"\`.
- **Numbers** may carry a percent sign (\`3%\` is 0.03). **Spans** are \`180d\`, \`13w\`, \`6mo\`, \`1y\`; a bare whole number counts observations.
- **Dates** are \`2020-11-13\`. \`#\` begins a comment.
- **Operators**, from the loosest: \`or\`, \`and\`, \`not\`, comparisons (\`<\`, \`<=\`, \`>\`, \`>=\`), \`+ -\`, \`* /\`, unary \`-\`.
- Arguments may be given in order or by name: \`ma(RUT, 200)\`, \`ma(RUT, n: 200)\`.
- Two series are joined on the dates that both have. \`and\`, \`or\`, \`not\` work on the calendar of the left side; events of another calendar
  move to its next date. Nothing is carried forward unless \`fill\` says so.
- A condition such as \`RUT > 2600\` is a trigger that fires on every date on which it holds.
`;

/** The text of the page. */
export function generateLanguagePage(): string {
  const sections = (['events', 'series', 'outcome'] as const).map((result) => {
    const [title, lead] = titles[result];
    return `## ${title}\n\n${lead}\n\n${functions
      .filter((definition) => definition.result === result)
      .map(entry)
      .join('\n')}`;
  });
  return `${introduction}\n${sections.join('\n')}`;
}

function entry({ name, parameters, doc, example }: FunctionDefinition): string {
  return `### ${name}\n\n\`${name}(${parameters.map(signature).join(', ')})\`: ${doc}\n\n${parameters.map(line).join('\n')}\n\nExample: \`${example}\`\n`;
}

const fallbackOf = ({ fallback }: Parameter): string => (typeof fallback === 'object' ? formatExtent(fallback) : String(fallback));
const signature = (parameter: Parameter): string =>
  parameter.fallback === undefined ? parameter.name : `${parameter.name}: ${fallbackOf(parameter)}`;
const line = ({ name, kind, doc }: Parameter): string => `- \`${name}\` (${kind}): ${doc}`;

if (import.meta.main) writeFileSync(new URL('../docs/reference/language.md', import.meta.url), generateLanguagePage());
