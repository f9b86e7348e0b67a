import type { Environment } from '@marcbachmann/cel-js';
import type { Choice } from '../core/distribution.js';
import { UsageError } from '../core/errors.js';
import type { Params } from '../core/trial.js';
import { type CelType, celValue, numericEnvironment, plainValue } from './cel-numbers.js';
import { type CelNode, namesIn } from './cel-tree.js';
import { explainCheck, explainRunaway, explainTexts, summaryOf } from './expression-mistakes.js';
import { show } from './problems.js';

/** What an expression may read. */
export interface Variable {
  readonly type: CelType;
  /** The values that it can have, where they are listed. */
  readonly choices?: readonly Choice[];
  /** What gives the value of a derived one; left out for a parameter. */
  readonly of?: Expression;
}

export type Variables = ReadonlyMap<string, Variable>;

/** A compiled expression. */
export interface Expression {
  /** As its author wrote it. */
  readonly source: string;
  /** As the language names it, such as `bool` or `list<int>`. */
  readonly type: string;
  /** The parameters that it reads, itself or through derived values, with their types. */
  readonly parameters: ReadonlyMap<string, CelType>;
  /** The derived values that it reads, each after those that it reads itself. */
  readonly derived: ReadonlyMap<string, Expression>;
  /** Over the language's own values. */
  readonly run: (context: Record<string, unknown>) => unknown;
}

/** What is wrong with an expression, in words. */
export interface ExpressionMistake {
  readonly mistake: string;
}

const base = numericEnvironment();

/**
 * Compiles an expression in the Common Expression Language (https://cel.dev), which has no side effects and always ends. What
 * would take too long to end is refused. What can be known of it without values is checked here: its syntax, the names and the texts in it, its types. `what` names it in
 * messages.
 */
export function compileExpression(what: string, source: string, variables: Variables): Expression | ExpressionMistake {
  const environment = base.clone();
  const known = new Map([...variables].filter(([name, { type }]) => declare(environment, name, type)));
  const checked = environment.check(source);
  if (!checked.valid) return { mistake: explainCheck(what, source, checked.error, variables, known) };
  const run = environment.parse(source);
  const mistake = explainRunaway(run.ast) ?? explainTexts(run.ast, variables);
  if (mistake !== undefined) return { mistake };
  return { source, type: String(checked.type), run, ...readsOf(run.ast, known) };
}

/** The expression's value; undefined when a parameter that it reads is not part of the trial. */
export function evaluate(what: string, expression: Expression, params: Params): Choice | undefined {
  const context: Record<string, unknown> = {};
  for (const [name, type] of expression.parameters) {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return undefined;
    context[name] = celValue(value, type);
  }
  try {
    for (const [name, { run }] of expression.derived) context[name] = run(context);
    return plainValue(expression.run(context));
  } catch (error) {
    const values = [...expression.parameters.keys()].map((name) => `${name} = ${JSON.stringify(params[name])}`).join(', ');
    const where = values === '' ? '' : ` for ${values}`;
    throw new UsageError(`The ${what} ${show(expression.source)} has no answer${where}: ${summaryOf(error)}`);
  }
}

/** The names that an expression may read, without knowing what they are; none where its syntax is wrong. */
export function namesRead(source: string): ReadonlySet<string> {
  try {
    return namesIn(treeOf(source));
  } catch {
    return new Set();
  }
}

/** Throws where its syntax is wrong. */
export function treeOf(source: string): CelNode {
  return base.parse(source).ast;
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

function readsOf(tree: CelNode, variables: Variables): Pick<Expression, 'parameters' | 'derived'> {
  const names = namesIn(tree);
  const parameters = new Map<string, CelType>();
  const derived = new Map<string, Expression>();
  for (const [name, { type, of }] of variables) {
    if (!names.has(name)) continue;
    if (!of) {
      parameters.set(name, type);
      continue;
    }
    for (const [inner, innerType] of of.parameters) parameters.set(inner, innerType);
    for (const [inner, expression] of of.derived) derived.set(inner, expression);
    derived.set(name, of);
  }
  return { parameters, derived };
}
