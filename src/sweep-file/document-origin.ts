import * as yaml from 'yaml';
import type { Origin, Path } from './problems.js';

/** Finds the place of a value in a YAML document: through aliases and merge keys, to where it is written. */
export class DocumentOrigin implements Origin {
  readonly name: string;
  readonly #document: yaml.Document.Parsed;
  readonly #lines: yaml.LineCounter;
  /** Of each mapping that was looked into: a file with a mistake in each of its lines is looked into for each of them. */
  readonly #pairs = new WeakMap<yaml.YAMLMap, Map<string, yaml.Pair>>();

  constructor(name: string, document: yaml.Document.Parsed, lines: yaml.LineCounter) {
    this.name = name;
    this.#document = document;
    this.#lines = lines;
  }

  lineOf(path: Path): number | undefined {
    const { offset } = this.#walk(path);
    return offset === undefined ? undefined : this.#lines.linePos(offset).line;
  }

  isWrittenAsFloat(path: Path): boolean {
    const { node } = this.#walk(path);
    const source = yaml.isScalar(node) ? (node.source ?? '') : '';
    return /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(source) && /[.e]/i.test(source);
  }

  /** The node at `path`, and where it, or the deepest key on the way that exists, begins in the text. */
  #walk(path: Path): { readonly node: unknown; readonly offset: number | undefined } {
    let node: unknown = this.#document.contents;
    let offset = yaml.isNode(node) ? node.range?.[0] : undefined;
    for (const key of path) {
      const entry = this.#child(node, key);
      if (!entry) return { node: undefined, offset };
      node = entry.value;
      const place = entry.key ?? node;
      if (yaml.isNode(place)) offset = place.range?.[0] ?? offset;
    }
    return { node: this.#resolved(node), offset };
  }

  #child(parent: unknown, key: string | number): { readonly key?: unknown; readonly value: unknown } | undefined {
    const node = this.#resolved(parent);
    if (yaml.isSeq(node)) return typeof key === 'number' && key < node.items.length ? { value: node.items[key] } : undefined;
    if (!yaml.isMap(node)) return undefined;
    const pairs = this.#pairsOf(node);
    const own = pairs.get(String(key));
    if (own) return own;
    const merged = this.#resolved(pairs.get('<<')?.value);
    for (const source of yaml.isSeq(merged) ? merged.items : [merged]) {
      const inherited = this.#child(source, key);
      if (inherited) return inherited;
    }
    return undefined;
  }

  #pairsOf(map: yaml.YAMLMap): Map<string, yaml.Pair> {
    const known = this.#pairs.get(map);
    if (known) return known;
    const pairs = new Map(map.items.map((pair) => [keyName(pair.key), pair]));
    this.#pairs.set(map, pairs);
    return pairs;
  }

  #resolved(node: unknown): unknown {
    return yaml.isAlias(node) ? node.resolve(this.#document) : node;
  }
}

/** As the plain value has it. */
function keyName(key: unknown): string {
  if (!yaml.isScalar(key)) return String(key);
  return typeof key.value === 'symbol' ? (key.value.description ?? '') : String(key.value ?? '');
}
