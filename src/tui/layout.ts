export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** How the terminal's lines are shared out. */
export interface Layout {
  readonly width: number;
  readonly title: boolean;
  readonly budget: boolean;
  readonly tally: boolean;
  readonly notice: boolean;
  readonly rules: boolean;
  /** Lines about what the workers do. */
  readonly workers: number;
  /** Rows of the leaderboard, below its titles. */
  readonly table: number;
  /** Lines of an opened trial, which takes the place of workers and leaderboard. */
  readonly page: number;
}

const TITLES = 1;

/**
 * The last line is for the keys, or the last `footer` ones for what is said in their place. The last column stays empty: a
 * terminal that has written into it would lose that character to the erasing of the line's rest. The shorter the terminal, the more of what stands above the table goes.
 */
export function layout({ columns, rows }: Size, slots: number, hasNotice: boolean, footer = 1): Layout {
  const title = rows >= 8;
  const budget = rows >= 5;
  const tally = rows >= 4;
  const notice = hasNotice && rows >= 12;
  const rules = rows >= 16;
  const workers = rows >= 10 ? Math.min(slots, Math.max(2, Math.floor((rows - 8) / 4))) : 0;
  const head = [title, budget, tally, notice, rules].filter(Boolean).length;
  const secondRule = rules ? 1 : 0;
  return {
    width: Math.max(1, columns - 1),
    title,
    budget,
    tally,
    notice,
    rules,
    workers,
    table: Math.max(0, rows - footer - TITLES - head - workers - secondRule),
    page: Math.max(0, rows - footer - head),
  };
}
