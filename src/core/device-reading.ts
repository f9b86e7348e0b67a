/** What a device was found to be doing. */
export interface DeviceReading {
  /** `cpu`, `gpu 0`, `this process`. */
  readonly name: string;
  /** What it is: a model's name, how many cores. */
  readonly detail: string;
  /** 0 to 1, of all its cores; left out where it is not known. */
  readonly load?: number;
  /** In bytes. */
  readonly memoryUsed?: number;
  readonly memoryTotal?: number;
  /** In degrees Celsius. */
  readonly temperature?: number;
}
