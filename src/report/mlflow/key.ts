/**
 * A name as one of MLflow's keys, which are file names: letters, digits, `_`, `-`, `.`, `:` and spaces. A slash becomes a full stop,
 * as keys that are folders of others would be in each other's way; what else MLflow refuses is written by its number.
 */
export function keyOf(name: string): string {
  const dotted = name.replaceAll('/', '.');
  const forbidden = /^\.*$/.test(dotted) ? /./gu : /[^\p{L}\p{N}_.: -]/gu;
  const safe = dotted.replace(forbidden, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
  return safe === '' ? '_' : safe;
}
