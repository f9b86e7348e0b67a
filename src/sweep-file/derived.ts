import * as z from 'zod';
import type { DerivedValue } from '../core/search-space.js';
import { isCelType } from './cel-numbers.js';
import { check } from './check.js';
import { circleIn, inDependencyOrder } from './dependency-order.js';
import { compileExpression, evaluate, namesRead, type Variable, type Variables } from './expression.js';
import { checkName } from './parameters.js';
import type { Path, Problems } from './problems.js';

/** A derived value with its place in the file. */
export interface DerivedDraft {
  readonly name: string;
  readonly path: Path;
  /** As other expressions see it. */
  readonly variable: Variable;
  /** Left out when it has a mistake, which is reported. */
  readonly value?: DerivedValue;
}

interface Uncompiled {
  readonly name: string;
  readonly path: Path;
  /** Left out when it is no text. */
  readonly source?: string;
  readonly reads: readonly string[];
}

const derivedSchema = z.record(z.string(), z.unknown(), 'a mapping such as { steps: "epochs * 100" }');
const sourceSchema = z.string('an expression in quotes, such as "epochs * 100"');

/** `derived`, in an order in which each reads only those before it. Those with a mistake stay for others to refer to. */
export function readDerived(value: unknown, parameters: Variables, problems: Problems): readonly DerivedDraft[] {
  const isMapping = value !== undefined && check(derivedSchema, value, ['derived'], problems) !== undefined;
  // Of the value itself: what the check gives back has no `__proto__`.
  const given = isMapping ? Object.entries(value as object) : [];
  const uncompiled = given.map(([name, source]): Uncompiled => {
    const path = ['derived', name];
    checkName(name, path, problems);
    if (parameters.has(name)) problems.add(path, `\`${name}\` is a parameter, too; give one of the two another name`);
    const text = check(sourceSchema, source, path, problems);
    // One with a parameter's name is reported above; whoever reads the name means the parameter.
    const reads = [...namesRead(text ?? '')].filter((read) => !parameters.has(read));
    return { name, path, ...(text !== undefined && { source: text }), reads };
  });
  const { ordered, waiting } = inDependencyOrder(uncompiled);
  if (waiting.length > 0) addCircle(waiting, problems);
  const unreadable = waiting.map(({ name, path }): DerivedDraft => ({ name, path, variable: { type: 'dyn' } }));
  return [...compileAll(ordered, parameters, problems), ...unreadable];
}

function addCircle(waiting: readonly Uncompiled[], problems: Problems): void {
  const circle = circleIn(waiting);
  const shown = circle.join(' -> ');
  problems.add(['derived', circle[0] as string], `expected expressions that end somewhere, got the circle ${shown}`);
}

function compileAll(ordered: readonly Uncompiled[], parameters: Variables, problems: Problems): DerivedDraft[] {
  const variables = new Map(parameters);
  return ordered.map((item) => {
    const draft = compile(item, variables, problems);
    variables.set(item.name, draft.variable);
    return draft;
  });
}

function compile({ name, path, source }: Uncompiled, variables: Variables, problems: Problems): DerivedDraft {
  const unknown: DerivedDraft = { name, path, variable: { type: 'dyn' } };
  if (source === undefined) return unknown;
  const expression = compileExpression('expression', source, variables);
  if ('mistake' in expression) {
    problems.add(path, expression.mistake);
    return unknown;
  }
  const { type } = expression;
  if (!isCelType(type)) {
    problems.add(path, `expected an expression that gives a number, a text or a truth value, got one of the type ${type}`);
    return unknown;
  }
  const value: DerivedValue = { name, source, of: (params) => evaluate('expression', expression, params) };
  return { name, path, variable: { type, of: expression }, value };
}
