/** A field of a message in Protocol Buffers' wire format (https://protobuf.dev/programming-guides/encoding/). */
export interface Field {
  readonly number: number;
  /** Of a varint. */
  readonly integer?: bigint;
  /** Of a field with 4 or 8 bytes, or with a length. */
  readonly bytes?: Buffer;
}

/** @throws RangeError where it ends in the middle of a field, or is no message */
export function* fieldsOf(message: Buffer): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new RangeError('Expected a number of at most ten bytes, got a longer one');
  };
  const take = (length: number): Buffer => {
    if (length < 0 || at + length > message.length) throw new RangeError(`Expected ${length} bytes, got ${message.length - at}`);
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = Number(varint());
    const number = key >> 3;
    switch (key & 7) {
      case 0:
        yield { number, integer: varint() };
        break;
      case 1:
        yield { number, bytes: take(8) };
        break;
      case 2:
        yield { number, bytes: take(Number(varint())) };
        break;
      case 5:
        yield { number, bytes: take(4) };
        break;
      default:
        throw new RangeError(`Expected a wire type of 0, 1, 2 or 5, got ${key & 7}`);
    }
  }
}
