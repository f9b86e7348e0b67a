type TypedArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** The value with all its typed arrays in shared memory, so that threads it is sent to read the same bytes. */
export function inSharedMemory<T>(value: T): T {
  if (ArrayBuffer.isView(value)) return shared(value as unknown as TypedArray) as T;
  if (Array.isArray(value)) return value.every(isScalar) ? value : (value.map(inSharedMemory) as T);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inSharedMemory(part)])) as T;
}

/** Of the typed arrays in a value. */
export function sharedBytes(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null || (Array.isArray(value) && value.every(isScalar))) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + sharedBytes(part), 0);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function shared(array: TypedArray): TypedArray {
  const Constructor = array.constructor as new (buffer: SharedArrayBuffer) => TypedArray;
  const copy = new Constructor(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}
