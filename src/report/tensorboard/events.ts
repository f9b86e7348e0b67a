/** Events as tensorboard/compat/proto/event.proto and summary.proto have them, and the messages of the HParams plugin in them. */
import { bytesField, doubleField, type Encoded, floatField, message, varintField } from './protobuf.js';
import { recordsOf } from './records.js';

/** An event file: what the first event says, then the others, each at its time in milliseconds since the epoch. */
export function eventFile(at: number, events: readonly Encoded[]): Uint8Array {
  return recordsOf([message(wallTime(at), bytesField(3, 'brain.Event:2')), ...events]);
}

/** A point of a curve, to 32 bits. */
export function scalarEvent(at: number, step: number, tag: string, value: number): Encoded {
  return event(at, step, message(bytesField(1, tag), floatField(2, value)));
}

/** What the HParams plugin reads under `tag`. `data` is one of the fields of its `HParamsPluginData`. */
export function hparamsEvent(at: number, tag: string, data: Encoded): Encoded {
  const pluginData = message(bytesField(1, 'hparams'), bytesField(2, data));
  const value = message(bytesField(1, tag), bytesField(9, message(bytesField(1, pluginData))), bytesField(8, nothing));
  return event(at, 0, value);
}

/** A scalar tensor, which every such value has to have: a float (`DT_FLOAT`) of no dimension. */
const nothing = message(varintField(1, 1), bytesField(2, message()), floatField(5, 0));

function event(at: number, step: number, value: Encoded): Encoded {
  return message(wallTime(at), varintField(2, step), bytesField(5, message(bytesField(1, value))));
}

function wallTime(at: number): Encoded {
  return doubleField(1, at / 1000);
}
