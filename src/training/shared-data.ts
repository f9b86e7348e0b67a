/** Data that all workers of a study read, made once: who asks first makes it, the others wait for it. */
export interface SharedData {
  /**
   * @param key says all that the value depends on
   * @param make its value: plain objects, arrays, strings and numbers; typed arrays in it are shared memory for who asks later
   */
  getOrMake<T>(key: string, make: () => T): Promise<T>;
}

/** Of a process or thread that shares with nobody. */
export const ownData: SharedData = { getOrMake: async (_key, make) => make() };
