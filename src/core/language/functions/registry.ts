import type { FunctionDefinition } from '../function-definition.ts';
import { eventFunctions } from './event-functions.ts';
import { outcomeFunctions } from './outcome-functions.ts';
import { seriesFunctions } from './series-functions.ts';
import { triggerFunctions } from './trigger-functions.ts';

/** Every function of the language. */
export const functions: readonly FunctionDefinition[] = [...triggerFunctions, ...eventFunctions, ...seriesFunctions, ...outcomeFunctions];

const byName = new Map(functions.map((definition) => [definition.name, definition]));

/** The function of a name, or undefined. */
export const functionNamed = (name: string): FunctionDefinition | undefined => byName.get(name);
