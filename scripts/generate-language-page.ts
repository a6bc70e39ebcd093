// Makes docs/reference/language.md from the registry of functions. `npm run generate` runs it; a test keeps the result fresh.
import { writeFileSync } from 'node:fs';
import { describeLanguage } from '../src/app/operations/expression.ts';
import type { LanguageFunction } from '../src/contract/expression.ts';

const titles = {
  trigger: ['Triggers', 'They fire events on the dates of their first series.'],
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
  const sections = (['trigger', 'series', 'outcome'] as const).map((role) => {
    const [title, lead] = titles[role];
    return `## ${title}\n\n${lead}\n\n${describeLanguage({})
      .functions.filter((definition) => definition.role === role)
      .map(entry)
      .join('\n')}`;
  });
  return `${introduction}\n${sections.join('\n')}`;
}

function entry({ name, signature, parameters, doc, example }: LanguageFunction): string {
  const lines = parameters.map((parameter) => `- \`${parameter.name}\` (${parameter.kind}): ${parameter.doc}`);
  return `### ${name}\n\n\`${signature}\`: ${doc}\n\n${lines.join('\n')}\n\nExample: \`${example}\`\n`;
}

if (import.meta.main) writeFileSync(new URL('../docs/reference/language.md', import.meta.url), generateLanguagePage());
