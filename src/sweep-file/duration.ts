import * as z from 'zod';

const unitMs = { h: 3_600_000, m: 60_000, s: 1000 } as const;

/** Seconds as a number, or text such as `90s`, `30m`, `2h`, `1h30m`; becomes milliseconds. */
export const duration = z.unknown().transform((value, context) => {
  const milliseconds = parseDuration(value);
  if (milliseconds !== undefined) return milliseconds;
  context.issues.push({ code: 'custom', message: 'a time above 0, such as 90 (seconds), 90s, 30m, 2h or 1h30m', input: value });
  return z.NEVER;
});

/** Milliseconds, or undefined when it is not a time above 0. */
export function parseDuration(value: unknown): number | undefined {
  const milliseconds = typeof value === 'number' ? value * unitMs.s : typeof value === 'string' ? parseText(value) : 0;
  return Number.isFinite(milliseconds) && milliseconds > 0 ? milliseconds : undefined;
}

function parseText(text: string): number {
  const match = /^(?:([\d.]+)h)?\s*(?:([\d.]+)m)?\s*(?:([\d.]+)s?)?$/.exec(text.trim().toLowerCase());
  if (!match) return Number.NaN;
  const [, hours = 0, minutes = 0, seconds = 0] = match;
  return Number(hours) * unitMs.h + Number(minutes) * unitMs.m + Number(seconds) * unitMs.s;
}
