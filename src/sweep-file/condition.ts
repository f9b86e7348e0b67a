import type { Condition } from '../core/condition.js';
import { compileExpression, type ExpressionMistake, evaluate, type Variables } from './expression.js';

/** Compiles a yes/no question about the parameters, which may read derived values, too. */
export function compileCondition(source: string, variables: Variables): Condition | ExpressionMistake {
  const expression = compileExpression('condition', source, variables);
  if ('mistake' in expression) return expression;
  if (expression.type !== 'bool')
    return { mistake: `expected a condition that is true or false, got one of the type ${expression.type}` };
  return {
    source,
    references: [...expression.parameters.keys()],
    holds: (params) => evaluate('condition', expression, params) === true,
  };
}
