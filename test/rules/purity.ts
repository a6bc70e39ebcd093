import { lineAt, type Module, type Node, walk } from './source-tree.ts';

/** Layers that compute and render: the same in, the same out. */
export const PURE = /^src\/(core|contract|report)\//;

/** Global names that reach the outside, the clock or chance. */
const FORBIDDEN_NAMES = new Set(
  [
    ['process', 'console', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'Buffer', 'globalThis', 'global', 'require'],
    ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', 'performance', 'crypto', 'navigator'],
    ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'eval'],
  ].flat(),
);
/** Members of harmless globals that read the clock or roll dice. */
const FORBIDDEN_MEMBERS = new Set(['Date.now', 'Math.random', 'Temporal.Now']);

/** Reads of the clock, of chance and of the outside in the pure layers, as sentences. */
export function impurities(modules: readonly Module[]): string[] {
  return modules
    .filter(({ path }) => PURE.test(path))
    .flatMap(({ path, text, program }) => {
      const found: string[] = [];
      walk(program, (node, parent, key) => {
        const fault = faultOf(node, parent, key);
        if (fault) found.push(`${path}:${lineAt(text, node.start)} uses ${fault}`);
      });
      return found;
    });
}

function faultOf(node: Node, parent: Node | undefined, key: string): string | undefined {
  if (node.type === 'Identifier' && FORBIDDEN_NAMES.has(node.name as string) && !isLabel(parent, key)) return node.name as string;
  if (node.type === 'MemberExpression') {
    const member = memberOf(node);
    return FORBIDDEN_MEMBERS.has(member) ? member : undefined;
  }
  const isDate = (callee: unknown) => (callee as Node | undefined)?.type === 'Identifier' && (callee as Node).name === 'Date';
  if (node.type === 'NewExpression' && isDate(node.callee) && (node.arguments as Node[]).length === 0)
    return 'new Date() without an instant';
  if (node.type === 'CallExpression' && isDate(node.callee)) return 'Date() as a function';
  return undefined;
}

/** Whether an identifier only names a property, and reads nothing. */
function isLabel(parent: Node | undefined, key: string): boolean {
  if (!parent || parent.computed === true) return false;
  if (parent.type === 'MemberExpression') return key === 'property';
  return key === 'key' || parent.type === 'TSQualifiedName' || parent.type === 'TSTypeReference';
}

function memberOf({ object, property, computed }: Node): string {
  const name = computed ? (property as Node).value : (property as Node).name;
  return (object as Node).type === 'Identifier' ? `${(object as Node).name}.${name}` : '';
}
