/** A seeded stream of random numbers. The only source of randomness that samplers and trainers have. */
export interface Rng {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
}
