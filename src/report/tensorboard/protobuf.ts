/** As much of Protocol Buffers' wire format as event files need (https://protobuf.dev/programming-guides/encoding/). */

/** A field of a message, or several of them one after the other, which make one. */
export type Encoded = Uint8Array;

const wireTypes = { varint: 0, fixed64: 1, lengthDelimited: 2, fixed32: 5 } as const;

/** A message's bytes: its fields, in any order. */
export function message(...fields: readonly Encoded[]): Encoded {
  return Buffer.concat(fields);
}

/** A whole number from 0, or an enumeration's. */
export function varintField(number: number, value: number): Encoded {
  return Buffer.concat([tag(number, 'varint'), varint(value)]);
}

export function doubleField(number: number, value: number): Encoded {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([tag(number, 'fixed64'), bytes]);
}

export function floatField(number: number, value: number): Encoded {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([tag(number, 'fixed32'), bytes]);
}

/** Text, bytes, or a message. */
export function bytesField(number: number, value: string | Encoded): Encoded {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([tag(number, 'lengthDelimited'), varint(bytes.length), bytes]);
}

function tag(number: number, type: keyof typeof wireTypes): Uint8Array {
  return varint(number * 8 + wireTypes[type]);
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}
