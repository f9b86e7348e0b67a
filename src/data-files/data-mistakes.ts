import { UsageError } from '../core/errors.js';

/** More are counted, but not told one by one. */
const mostTold = 20;

/** Data that cannot be trained on: all that is wrong with them, a line of the message each. */
export class DataError extends UsageError {
  /** A line each. */
  readonly mistakes: readonly string[];

  /** @param untold how many more there are */
  constructor(
    readonly told: readonly string[],
    readonly untold = 0,
  ) {
    const mistakes = untold === 0 ? told : [...told, `And ${untold} more such mistakes.`];
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/** Gathers what is wrong with data, so that one look at them tells all of it. */
export class DataMistakes {
  readonly #told: string[] = [];
  #untold = 0;

  /** What `read` returns; undefined, and the message kept, or all that a DataError tells, when it throws a UsageError. */
  attempt<Result>(read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      if (!(error instanceof DataError)) this.add(error.message);
      else {
        for (const message of error.told) this.add(message);
        this.#untold += error.untold;
      }
      return undefined;
    }
  }

  /** Each once, also where one file stands for two parts. */
  add(message: string): void {
    if (this.#told.includes(message)) return;
    if (this.#told.length < mostTold) this.#told.push(message);
    else this.#untold++;
  }

  get any(): boolean {
    return this.#told.length > 0;
  }

  /** @throws DataError */
  throwIfAny(): void {
    if (!this.any) return;
    throw new DataError(this.#told, this.#untold);
  }
}
