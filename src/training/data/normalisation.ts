import type { Images } from './images.js';

/** By channel, of values in [0, 1]. */
export interface Normalisation {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** Mean and standard deviation of all pixels, to be learned from training data only. */
export function learnNormalisation({ pixels, channels }: Images): Normalisation {
  const count = pixels.length / channels;
  const sums = Array<number>(channels).fill(0);
  const squares = Array<number>(channels).fill(0);
  for (let i = 0; i < pixels.length; i++) {
    const channel = i % channels;
    const value = pixels[i] as number;
    sums[channel] = (sums[channel] as number) + value;
    squares[channel] = (squares[channel] as number) + value * value;
  }
  const mean = sums.map((sum) => sum / count / 255);
  // Sums of bytes and of their squares are exact: nothing is lost in the difference.
  const deviation = mean.map((value, channel) =>
    Math.sqrt(Math.max(0, (squares[channel] as number) / count / 255 ** 2 - value ** 2)),
  );
  return { mean, deviation };
}

/** What each byte of each channel becomes, [channels, 256]: mean 0 and deviation 1 over the training data. */
export function normalisedBytes({ mean, deviation }: Normalisation): Float32Array {
  const table = new Float32Array(mean.length * 256);
  mean.forEach((value, channel) => {
    // A channel that never varies says nothing, whatever it is divided by.
    const scale = 1 / (deviation[channel] || 1);
    for (let byte = 0; byte < 256; byte++) table[channel * 256 + byte] = (byte / 255 - value) * scale;
  });
  return table;
}
