/** Node fires a timer that is longer (24.8 days) at once. */
export const longestTimerMs = 2 ** 31 - 1;
