import { expect, it } from 'vitest';
import { bytesField, doubleField, floatField, message, varintField } from '../../../src/report/tensorboard/protobuf.js';

it.each([
  // The examples of https://protobuf.dev/programming-guides/encoding/.
  ['a varint', varintField(1, 150), '089601'],
  ['a text', bytesField(2, 'testing'), '120774657374696e67'],
  ['a message in a message', bytesField(3, message(varintField(1, 150))), '1a03089601'],
  // What struct.pack('<d', 1.5) and struct.pack('<f', 1.5) are.
  ['a double', doubleField(1, 1.5), '09000000000000f83f'],
  ['a float', floatField(2, 1.5), '150000c03f'],
  ['a field above 15 and a number above 32 bits', varintField(16, 2 ** 40 + 1), '8001818080808020'],
])('encodes %s', (_, encoded, expected) => {
  expect(Buffer.from(encoded).toString('hex')).toBe(expected);
});
