// Counts how many of five objects have a number of their own after V8 fell back from compiled code in which none of them was allocated.
// A program of its own, and loaded by others; wants --allow-natives-syntax. Prints the count.

/** What V8 does with a function when it is told to. */
const command = (text: string): ((made: unknown) => void) => new Function('f', text) as (made: unknown) => void;
const DEPTH = 4;

type Value = (() => number) & { readonly half: number; readonly third: number };

/** Numbers that are different in each of the objects made, whose literals hold others: 5 where all is well. */
export function ownNumbers(compiler: 'Maglev' | 'Turbofan'): number {
  const kept: { a: number; b: number }[] = [];
  function make(depth: number, value: Value): number {
    const made = { a: 0.5, b: 1.5 };
    const below = depth > 0 ? make(depth - 1, value) : value();
    // Never reached before the last call: the compiler sees an object that nobody reads.
    if (below !== 0) {
      made.a = value.half + depth;
      made.b = value.third - depth;
      kept.push(made);
    }
    return below;
  }
  const zero = Object.assign(() => 0, { half: 0, third: 0 });
  command('%PrepareFunctionForOptimization(f)')(make);
  for (let i = 0; i < 3; i++) make(DEPTH, zero);
  command(compiler === 'Maglev' ? '%OptimizeMaglevOnNextCall(f)' : '%OptimizeFunctionOnNextCall(f)')(make);
  make(DEPTH, zero);
  make(
    DEPTH,
    Object.assign(() => 1, { half: 7.25, third: 8.125 }),
  );
  return Math.min(new Set(kept.map(({ a }) => a)).size, new Set(kept.map(({ b }) => b)).size);
}

if (import.meta.main) console.log(ownNumbers('Maglev'), ownNumbers('Turbofan'));
