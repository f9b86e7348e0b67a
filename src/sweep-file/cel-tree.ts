import type { parse } from '@marcbachmann/cel-js';

export type CelNode = ReturnType<typeof parse>['ast'];

/** All names in an expression. */
export function namesIn(tree: CelNode): ReadonlySet<string> {
  return new Set([...nodesOf(tree)].flatMap((node) => (node.op === 'id' ? [node.args] : [])));
}

/** A node and all nodes below it. */
function* nodesOf(node: CelNode): Generator<CelNode> {
  yield node;
  for (const inner of nodesIn(node.args)) yield* nodesOf(inner);
}

/** The nodes right below one that has these arguments. */
function* nodesIn(value: unknown): Generator<CelNode> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item);
  else if (typeof value === 'object' && value !== null && 'op' in value) yield value as CelNode;
}

/** What macros of the language are called that go through a list. */
const loops: ReadonlySet<unknown> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** Whether a method such as `matches` is called anywhere. */
export function calls(tree: CelNode, method: string): boolean {
  return [...nodesOf(tree)].some((node) => node.op === 'rcall' && node.args[0] === method);
}

/** How deep loops over lists are nested; 0 without any. */
export function loopDepth(tree: CelNode): number {
  const own = tree.op === 'rcall' && loops.has(tree.args[0]) ? 1 : 0;
  return own + Math.max(0, ...[...nodesIn(tree.args)].map(loopDepth));
}

/** A name that is compared with a text: `loss == 'focal'`, `'focal' != loss`, `loss in ['focal', 'mse']`. */
export interface TextComparison {
  readonly name: string;
  readonly text: string;
}

export function textComparisons(tree: CelNode): TextComparison[] {
  return [...nodesOf(tree)].flatMap((node) => {
    if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return [];
    const [left, right] = node.args;
    if (node.op === 'in')
      return left.op === 'id' && right.op === 'list' ? right.args.flatMap((item) => compared(left, item)) : [];
    return [...compared(left, right), ...compared(right, left)];
  });
}

function compared(name: CelNode, text: CelNode): TextComparison[] {
  return name.op === 'id' && text.op === 'value' && typeof text.args === 'string' ? [{ name: name.args, text: text.args }] : [];
}
