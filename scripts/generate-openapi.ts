// Makes schemas/openapi.json from the registry of operations. `npm run generate` runs it; a test keeps the result fresh.
import { writeFileSync } from 'node:fs';
import packageJson from '../package.json' with { type: 'json' };
import { operations } from '../src/app/registry.ts';
import { openApiDocument } from '../src/server/http/openapi.ts';

/** The published OpenAPI document: what a server of this version answers under /api/v1/openapi.json. */
export const generateOpenApi = (): string => `${JSON.stringify(openApiDocument(operations, packageJson.version), null, 2)}\n`;

if (import.meta.main) writeFileSync(new URL('../schemas/openapi.json', import.meta.url), generateOpenApi());
