/**
 * TFRecord: each record between its length and checksums, which are CRC-32C (RFC 3720, B.4), rotated and shifted so that a record
 * may hold others (https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details).
 */
export function recordsOf(messages: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(messages.flatMap(record));
}

function record(data: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  return [length, maskedChecksum(length), data, maskedChecksum(data)];
}

function maskedChecksum(data: Uint8Array): Uint8Array {
  const crc = crc32c(data);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return bytes;
}

/** The polynomial 0x1EDC6F41, its bits in reverse. */
const polynomial = 0x82f63b78;

/** By the next byte. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  return crc;
});

export function crc32c(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
