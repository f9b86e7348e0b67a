import { expect, it } from 'vitest';
import { crc32c, recordsOf } from '../../../src/report/tensorboard/records.js';

it.each([
  // The check value of CRC-32/ISCSI, and RFC 3720, B.4.
  [Buffer.from('123456789'), 0xe3069283],
  [Buffer.alloc(32), 0x8a9136aa],
  [Buffer.alloc(32, 0xff), 0x62a8ab43],
  [Buffer.from(Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e],
])('has the checksum that others have', (bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});

it('frames records as TensorFlow does', () => {
  // What tensorboard.summary.writer.record_writer.RecordWriter writes for b'abc' and b''.
  expect(Buffer.from(recordsOf([Buffer.from('abc'), Buffer.alloc(0)])).toString('hex')).toBe(
    '0300000000000000b099490e6162636e57f121000000000000000029039807d8ea82a2',
  );
});
