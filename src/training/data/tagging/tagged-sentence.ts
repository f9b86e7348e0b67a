/** A sentence as tokens, each with its BIO tag: `O`, `B-type` at the first token of an entity, `I-type` at its further ones. */
export interface TaggedSentence {
  readonly tokens: readonly string[];
  /** As many as tokens. */
  readonly tags: readonly string[];
  /** Line of the file, from 1, at which the sentence begins; only where it comes from a file. */
  readonly line?: number;
}
