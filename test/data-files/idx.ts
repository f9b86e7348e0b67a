/** A file of unsigned bytes in MNIST's format. */
export function idxBytes(shape: readonly number[], values: Iterable<number>): Uint8Array {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 0x08, shape.length]);
  shape.forEach((extent, axis) => {
    header.writeUInt32BE(extent, 4 + 4 * axis);
  });
  return Buffer.concat([header, Uint8Array.from(values)]);
}
