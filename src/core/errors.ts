/** A mistake that the user can mend: shown as its message alone, without a stack; the command line ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
