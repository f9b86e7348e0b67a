/** How far a condition is from holding, so that a search can go towards where it does. */
import type { Choice } from '../core/distribution.js';
import type { Params } from '../core/trial.js';
import { sourceOf } from './cel-source.js';
import type { CelNode } from './cel-tree.js';
import { compileExpression, evaluate, treeOf, type Variables } from './expression.js';

type Gap = (params: Params) => number;

/**
 * Of a comparison of numbers, by how much one side is too large or too small; of `&&` the sum of its parts, of `||` the least. Of
 * anything else, such as a comparison of texts, 1 where it does not hold. `source` is that of a condition without mistakes.
 */
export function gapOf(source: string, variables: Variables): Gap {
  return gapOfNode(treeOf(source), true, variables);
}

/** `isWanted`: whether the node is to be true or, after a `!`, false. */
function gapOfNode(node: CelNode, isWanted: boolean, variables: Variables): Gap {
  switch (node.op) {
    case '!_':
      return gapOfNode(node.args, !isWanted, variables);
    case '&&':
    case '||': {
      const [left, right] = node.args.map((part) => gapOfNode(part, isWanted, variables)) as [Gap, Gap];
      return (node.op === '&&') === isWanted
        ? (params) => left(params) + right(params)
        : (params) => Math.min(left(params), right(params));
    }
    case '<':
    case '<=':
      return between(node.args, variables, (difference) => (isWanted ? difference : -difference));
    case '>':
    case '>=':
      return between(node.args, variables, (difference) => (isWanted ? -difference : difference));
    case '==':
    case '!=':
      if ((node.op === '==') === isWanted) return between(node.args, variables, Math.abs);
  }
  const value = valueIn(node, variables);
  return (params) => (value(params) === isWanted ? 0 : 1);
}

/** `gap` of left minus right, where that is above 0; 1 where the sides are no numbers and differ. */
function between(sides: readonly [CelNode, CelNode], variables: Variables, gap: (difference: number) => number): Gap {
  const [left, right] = sides.map((side) => valueIn(side, variables)) as [Value, Value];
  return (params) => {
    const [a, b] = [left(params), right(params)];
    if (typeof a === 'number' && typeof b === 'number') return Math.max(0, gap(a - b));
    return a === b ? 0 : 1;
  };
}

type Value = (params: Params) => Choice | undefined;

/** Undefined where a part cannot be read by itself: with all its brackets it may be too deep for the language. */
function valueIn(node: CelNode, variables: Variables): Value {
  const expression = compileExpression('condition', sourceOf(node), variables);
  return 'mistake' in expression ? () => undefined : (params) => evaluate('condition', expression, params);
}
