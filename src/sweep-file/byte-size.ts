import * as z from 'zod';

const rule = 'a size such as 800MB or 2GB, or a number of bytes';

const units: Readonly<Record<string, number>> = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };

/** Bytes from a size as people write it: `800MB`, `2 GiB`, `1.5g`; a kilobyte has 1024 bytes. Undefined for what is none. */
function parseByteSize(text: string): number | undefined {
  const [, amount, letter] = /^(\d+(?:\.\d+)?)\s*([KMGT])(?:i?B)?$/i.exec(text.trim()) ?? [];
  const unit = letter && units[`${letter.toUpperCase()}B`];
  return unit && Number(amount) > 0 ? Number(amount) * unit : undefined;
}

/** A sweep file's size, in bytes. */
export const byteSize = z.unknown().transform((value, context) => {
  const bytes = typeof value === 'string' ? parseByteSize(value) : Number.isSafeInteger(value) ? (value as number) : 0;
  if (bytes !== undefined && bytes > 0) return bytes;
  context.issues.push({ code: 'custom', message: rule, input: value });
  return z.NEVER;
});
