import type { Environment } from '@marcbachmann/cel-js';
import type { Condition } from '../core/condition.js';
import { UsageError } from '../core/errors.js';
import type { Params } from '../core/trial.js';
import { type CelType, celType, celValue, numericEnvironment } from './cel-numbers.js';
import { type CelNode, nodesOf } from './cel-tree.js';
import { explainCheck, explainTexts, summaryOf, type Variables } from './condition-mistakes.js';

/** What is wrong with a condition, in words. */
export interface ConditionMistake {
  readonly mistake: string;
}

const base = numericEnvironment();

/**
 * Compiles a condition in the Common Expression Language (https://cel.dev), which has no side effects and always ends. What can
 * be known of it without values is checked here: its syntax, the names and the texts in it, its types.
 */
export function compileCondition(source: string, variables: Variables): Condition | ConditionMistake {
  const environment = base.clone();
  const types = new Map<string, CelType>();
  for (const [name, distribution] of variables) {
    const type = celType(distribution);
    if (declare(environment, name, type)) types.set(name, type);
  }
  const checked = environment.check(source);
  if (!checked.valid) return { mistake: explainCheck(source, checked.error, variables, types) };
  if (checked.type !== 'bool')
    return { mistake: `expected a condition that is true or false, got one of the type ${checked.type}` };
  const evaluate = environment.parse(source);
  const mistake = explainTexts(evaluate.ast, variables);
  if (mistake !== undefined) return { mistake };
  const references = referencesOf(evaluate.ast, types);
  return { source, references: [...references.keys()], holds: (params) => holds(source, evaluate, references, params) };
}

/** False for a name that the language keeps for itself, such as `type`. */
function declare(environment: Environment, name: string, type: CelType): boolean {
  try {
    environment.registerVariable(name, type);
    return true;
  } catch {
    return false;
  }
}

function referencesOf(tree: CelNode, types: ReadonlyMap<string, CelType>): ReadonlyMap<string, CelType> {
  const names = new Set([...nodesOf(tree)].flatMap((node) => (node.op === 'id' ? [node.args] : [])));
  return new Map([...types].filter(([name]) => names.has(name)));
}

function holds(
  source: string,
  evaluate: (context: Record<string, unknown>) => unknown,
  references: ReadonlyMap<string, CelType>,
  params: Params,
): boolean {
  const context: Record<string, unknown> = {};
  for (const [name, type] of references) {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return false;
    context[name] = celValue(value, type);
  }
  try {
    return evaluate(context) === true;
  } catch (error) {
    const values = [...references.keys()].map((name) => `${name} = ${JSON.stringify(params[name])}`).join(', ');
    throw new UsageError(`The condition "${source}" has no answer for ${values}: ${summaryOf(error)}`);
  }
}
