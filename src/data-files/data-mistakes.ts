import { UsageError } from '../core/errors.js';

/** More are counted, but not told one by one. */
const mostTold = 20;

/** Data that cannot be trained on: all that is wrong with them, a line of the message each. */
export class DataError extends UsageError {
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

/** Gathers what is wrong with data, so that one look at them tells all of it. */
export class DataMistakes {
  readonly #told: string[] = [];
  #untold = 0;

  /** What `read` returns; undefined, and the message kept, when it throws a UsageError. */
  attempt<Result>(read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.add(error.message);
      return undefined;
    }
  }

  add(message: string): void {
    if (this.#told.length < mostTold) this.#told.push(message);
    else this.#untold++;
  }

  get any(): boolean {
    return this.#told.length > 0;
  }

  /** @throws DataError */
  throwIfAny(): void {
    if (!this.any) return;
    throw new DataError(this.#untold === 0 ? this.#told : [...this.#told, `And ${this.#untold} more such mistakes.`]);
  }
}
