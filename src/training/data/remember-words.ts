/** Enough for the words of a large data set, few enough to hold. */
const capacity = 32_768;

/**
 * The function `make`, with the results for the words that it had already: most words of a text have been seen before. Typing
 * mistakes are ever new; when the words are too many, it begins to remember anew.
 */
export function rememberWords<Result>(make: (word: string) => Result): (word: string) => Result {
  const known = new Map<string, Result>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const result = make(word);
    if (known.size >= capacity) known.clear();
    known.set(word, result);
    return result;
  };
}
