// Lets tools that want the compiler API of TypeScript, which TypeScript 7 does not have, find TypeScript 6 by the same name:
// node --import ./scripts/typescript-api.ts <tool>
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const name = /^typescript(?=\/|$)/.test(specifier) ? specifier.replace('typescript', 'typescript-api') : specifier;
    return next(name, name === specifier ? context : { ...context, parentURL: import.meta.url });
  },
});
