import { serialize } from '@marcbachmann/cel-js';
import type { CelNode } from './cel-tree.js';

type Operation = Extract<CelNode, { readonly args: readonly [CelNode, CelNode] }>;

const operators: ReadonlySet<string> = new Set('+ - * / % < <= > >= == != in && ||'.split(' '));

/** A part of an expression as text, in brackets where it has parts: the library's own text of `a - (b - c)` is `a - b - c`. */
export function sourceOf(node: CelNode): string {
  if (isOperation(node)) return `(${unbracketed(node)})`;
  switch (node.op) {
    case '!_':
      return `(!${sourceOf(node.args)})`;
    case '-_':
      return `(-${sourceOf(node.args)})`;
    case '?:': {
      const [condition, either, or] = node.args.map(sourceOf);
      return `(${condition} ? ${either} : ${or})`;
    }
    case 'call':
      return `${node.args[0]}(${node.args[1].map(sourceOf).join(', ')})`;
    case 'rcall':
      return `${sourceOf(node.args[1])}.${node.args[0]}(${node.args[2].map(sourceOf).join(', ')})`;
    default:
      return serialize(node);
  }
}

/** Operators of a kind go from left to right, so that a long sum is no deep one. */
function unbracketed({ op, args: [left, right] }: Operation): string {
  const isChain = isOperation(left) && (left.op === op || (isSum(left.op) && isSum(op)));
  return `${isChain ? unbracketed(left) : sourceOf(left)} ${op} ${sourceOf(right)}`;
}

function isOperation(node: CelNode): node is Operation {
  return operators.has(node.op);
}

function isSum(op: string): boolean {
  return op === '+' || op === '-';
}
