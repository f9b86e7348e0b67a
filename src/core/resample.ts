/** The values as at most `count` means of neighbouring ones; a stretch without a finite value is NaN. */
export function resample(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * values.length) / count);
    const stretch = values.slice(from, Math.floor(((i + 1) * values.length) / count)).filter(Number.isFinite);
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
  });
}
