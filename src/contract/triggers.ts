import { z } from 'zod';
import { packId } from './pack-parts.ts';

/** One way in which a series may speak, with the settings that it is tried in. */
export const TriggerTemplate = z.strictObject({
  id: packId,
  title: z.string().min(1).meta({ description: 'What it looks for, in words.' }),
  when: z.string().min(1).meta({ description: 'A trigger with `{x}` in the place of the series and `{name}` in that of each setting.' }),
  with: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a name in small letters'), z.array(z.union([z.string(), z.number()])).min(1))
    .default({})
    .meta({ description: 'The values of each setting; all combinations are tried.' }),
  needs: z
    .enum(['any', 'positive'])
    .default('any')
    .meta({ description: '`positive`: tried of series alone whose values are all above zero, such as prices.' }),
});
export type TriggerTemplate = z.infer<typeof TriggerTemplate>;

/** A catalogue of templates that a scan makes its triggers from. */
export const TriggerTemplates = z.strictObject({
  title: z.string().min(1),
  templates: z.array(TriggerTemplate).min(1),
});
export type TriggerTemplates = z.infer<typeof TriggerTemplates>;
