import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { encode } from 'fast-png';

/** Writes a PNG file of pixels [height, width, channels], in folders that it makes. */
export function writePng(path: string, height: number, width: number, pixels: readonly number[]): void {
  const channels = pixels.length / (height * width);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, encode({ height, width, channels, depth: 8, data: Uint8Array.from(pixels) }));
}
