/** Milliseconds for people, in the two units that matter: `0.4s`, `42s`, `3m12s`, `2h05m`, `3d04h`. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '?';
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return pair(whole, 60, 'm', 1, 's');
  if (whole < 86_400) return pair(whole, 3600, 'h', 60, 'm');
  return pair(whole, 86_400, 'd', 3600, 'h');
}

/** The same for a clock that ticks: whole seconds, rounded down. */
export function formatElapsed(milliseconds: number): string {
  return formatDuration(Math.floor(milliseconds / 1000) * 1000);
}

/** The same for what people set: `30m`, not `30m00s`. */
export function formatLimit(milliseconds: number): string {
  return formatDuration(milliseconds).replace(/(?<=[mhd])00[smh]$/, '');
}

function pair(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)}${largeUnit}${String(rest).padStart(2, '0')}${smallUnit}`;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a time as people type it: `90s`, `30m`, `1h30m`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)([smhd])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text.trim()) return undefined;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNIT_MS[unit as string] as number), 0);
}
