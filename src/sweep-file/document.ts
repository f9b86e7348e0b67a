import * as yaml from 'yaml';
import { DocumentOrigin } from './document-origin.js';
import { type Origin, Problems, placeless, show } from './problems.js';

/** Deeper than any sweep file; the YAML composer is recursive, and too deep a file would end the process. */
const deepestNesting = 50;
/** What aliases of aliases of aliases may come to, more than any sweep file needs. */
const mostAliasedNodes = 100;

/**
 * A YAML document as plain values, with the places that they came from. Aliases and merge keys (`<<`) are resolved, as in
 * W&B; numbers are those of YAML 1.2, so that 1e-4 is one.
 *
 * @throws UsageError listing what is not YAML, or not one mapping.
 */
export function readDocument(
  text: string,
  fileName: string,
): { readonly value: Readonly<Record<string, unknown>>; readonly origin: Origin } {
  const problems = new Problems(placeless(fileName));
  const document = compose(text, problems);
  const origin = new DocumentOrigin(fileName, document.parsed, document.lines);
  const value = toPlain(document.parsed, problems);
  if (!yaml.isMap(document.parsed.contents)) {
    problems.addAtLine(origin.lineOf([]), `expected a mapping, such as \`method: tpe\`, got ${show(value)}`);
    problems.throwIfAny();
  }
  return { value: value as Readonly<Record<string, unknown>>, origin };
}

interface Composed {
  readonly parsed: yaml.Document.Parsed;
  readonly lines: yaml.LineCounter;
}

function compose(text: string, problems: Problems): Composed {
  const lines = new yaml.LineCounter();
  const tokens = [...new yaml.Parser(lines.addNewLine).parse(text)];
  rejectDepth(tokens, lines, problems);
  const composer = new yaml.Composer({ merge: true, resolveKnownTags: false, lineCounter: lines });
  const [parsed, another] = [...composer.compose(tokens)];
  if (another) {
    problems.addAtLine(lines.linePos(another.range[0]).line, 'expected one YAML document, got a second one; a file is one sweep');
  } else if (!parsed || (yaml.isScalar(parsed.contents) && parsed.contents.value === null && parsed.errors.length === 0)) {
    problems.add([], 'expected a sweep, got an empty file; `hypersweep init` writes one to start from');
  }
  problems.throwIfAny();
  const document = parsed as yaml.Document.Parsed;
  rejectFaults(document, text, lines, problems);
  return { parsed: document, lines };
}

function rejectDepth(tokens: readonly yaml.CST.Token[], lines: yaml.LineCounter, problems: Problems): void {
  const unvisited = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = unvisited.pop(); next; next = unvisited.pop()) {
    const { token, depth } = next;
    if (depth > deepestNesting) {
      problems.addAtLine(lines.linePos(token.offset).line, `expected at most ${deepestNesting} levels of nesting, got more`);
      problems.throwIfAny();
    }
    for (const child of childrenOf(token)) unvisited.push({ token: child, depth: depth + 1 });
  }
}

function childrenOf(token: yaml.CST.Token): yaml.CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value]).filter((child) => child !== undefined && child !== null);
}

/** Everything that is wrong with the document as YAML, at once. */
function rejectFaults(document: yaml.Document.Parsed, text: string, lines: yaml.LineCounter, problems: Problems): void {
  const add = (offset: number | undefined, message: string) => problems.addAtLine(lines.linePos(offset ?? 0).line, message);
  for (const fault of [...document.errors, ...document.warnings]) add(fault.pos[0], faultMessage(fault, text));
  yaml.visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (!target) add(alias.range?.[0], `*${alias.source}: expected an anchor &${alias.source} before it, got none`);
      else if (ancestors.includes(target)) add(alias.range?.[0], `*${alias.source}: stands inside what it refers to`);
    },
    Pair(_, pair) {
      if (yaml.isCollection(pair.key)) add(pair.key.range?.[0], 'expected a name as the key, got a collection');
      else if (isMergeKey(pair.key) && !mergesMappings(pair.value, document)) {
        add(pair.key.range?.[0], '<<: expected an alias of a mapping, or a list of such aliases, got something else');
      }
    },
  });
  problems.throwIfAny();
}

function isMergeKey(key: unknown): key is yaml.Scalar {
  return yaml.isScalar(key) && (typeof key.value === 'symbol' || key.value === '<<');
}

function mergesMappings(value: unknown, document: yaml.Document.Parsed): boolean {
  const resolved = (node: unknown) => (yaml.isAlias(node) ? node.resolve(document) : node);
  const merged = resolved(value);
  return yaml.isSeq(merged) ? merged.items.every((item) => yaml.isMap(resolved(item))) : yaml.isMap(merged);
}

function faultMessage(fault: yaml.YAMLParseError | yaml.YAMLWarning, text: string): string {
  // The library's messages go on with an excerpt of the file.
  const reason = fault.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
  if (fault.code === 'TAB_AS_INDENT') return 'expected spaces before the key, got a tab; YAML is indented with spaces';
  if (fault.code === 'DUPLICATE_KEY') {
    const key = /^[\w.-]*/.exec(text.slice(fault.pos[0]))?.[0] ?? '';
    return `the key \`${key}\` stands twice in the same mapping; keep one of the two`;
  }
  return `not valid YAML: ${reason}`;
}

function toPlain(document: yaml.Document.Parsed, problems: Problems): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliasedNodes });
  } catch (error) {
    // Unknown and circular aliases have been refused, so what is left is the limit on aliases.
    if (!(error instanceof ReferenceError)) throw error;
    problems.add([], `expected aliases to repeat at most ${mostAliasedNodes} nodes, got more; write the values out`);
    problems.throwIfAny();
  }
}
