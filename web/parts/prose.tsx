import { keepTogether } from '../../src/contract/format.ts';

/** A sentence of the program: begins with a capital unless with an expression, and no line ends inside `66 %`, `p 0.43` or a date. */
export function Prose({ text }: { readonly text: string }) {
  const isExpression = /^[a-z_]+\(/.test(text);
  return <>{keepTogether(isExpression ? text : text.charAt(0).toUpperCase() + text.slice(1))}</>;
}
