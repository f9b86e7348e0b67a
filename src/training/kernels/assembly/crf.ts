// The negative log-likelihood of a linear-chain conditional random field and its gradient (Lafferty, McCallum and Pereira,
// "Conditional Random Fields: Probabilistic Models for Segmenting and Labeling Sequence Data", 2001,
// https://repository.upenn.edu/handle/20.500.14332/6188), by the forward-backward algorithm with scaled probabilities (Rabiner,
// "A Tutorial on Hidden Markov Models and Selected Applications in Speech Recognition", 1989, section V.A,
// https://doi.org/10.1109/5.18626): each step is the product of a vector and a matrix, without logarithms. In double
// precision, which holds probabilities down to e^-575 of the largest.

import { exponentialOf, logarithmOf } from './double-precision';
import { addTo, bytesOf } from './simd';

/** Probabilities below it, which no path that counts has, are 0: so that whatever is divided by the others is finite. */
const LEAST: f64 = 1e-250;

/** The scores of the chain and the memory of its recursions, at the beginning of the scratch memory. A row is of K doubles. */
@unmanaged
class Chain {
  /** K, the number of tags. */
  tags: i32;
  /** Bytes of a row, filled up with zeros to pairs of doubles. */
  stride: usize;
  /** float32 (K, K), from row to column. */
  transitions: usize;
  /** float32 (K) */
  start: usize;
  /** float32 (K) */
  end: usize;
  largestTransition: f64;
  /** (K, K): e^(transition - largestTransition) */
  factors: usize;
  /** (K, K): expected number of each transition, over its factor */
  pairs: usize;
  /** (time, K): p(tag at t | the words up to t) */
  alphas: usize;
  /** (time, K): e^(score at t - shift of t), with start and end */
  potentials: usize;
  /** (time): what made alphas[t] a distribution */
  scales: usize;
  /** (K): p(the words after t | tag at t), over the same for all tags */
  beta: usize;
  /** (K): beta potentials[t] scales[t] */
  next: usize;
}

// @ts-ignore: decorator
@inline
function doubles(count: i32): usize {
  return <usize>count << 3;
}

function strideOf(tags: i32): usize {
  return (doubles(tags) + 15) & ~15;
}

/** Bytes of scratch memory that `crf` needs. */
export function crfScratchBytes(time: i32, tags: i32): usize {
  return ((offsetof<Chain>() + 15) & ~15) + strideOf(tags) * <usize>(2 * tags + 2 * time + 2) + doubles(time);
}

/**
 * Of a batch of sentences: emissions (batch, time, K), truth (batch, time) int32 in [0, K), lengths (batch) int32 in [1, time],
 * transitions (K, K) from row to column, start and end (K).
 * Returns the sum of -ln p(truth) and writes its gradients with respect to all scores, which are zeros before.
 */
export function crf(
  emissions: usize,
  truth: usize,
  lengths: usize,
  transitions: usize,
  start: usize,
  end: usize,
  batch: i32,
  time: i32,
  tags: i32,
  scratch: usize,
  emissionGradient: usize,
  transitionGradient: usize,
  startGradient: usize,
  endGradient: usize,
): f64 {
  memory.fill(scratch, 0, crfScratchBytes(time, tags));
  const chain = openChain(scratch, time, tags, transitions, start, end);
  let sum: f64 = 0;
  for (let sentence: i32 = 0; sentence < batch; sentence++) {
    const length = load<i32>(lengths + bytesOf(sentence));
    sum += forward(chain, emissions, length) - scoreOf(chain, truth, emissions, length);
    backward(chain, length, emissionGradient);
    subtractTruth(truth, length, tags, emissionGradient, transitionGradient);
    addTo(startGradient, emissionGradient, bytesOf(tags));
    addTo(endGradient, emissionGradient + bytesOf((length - 1) * tags), bytesOf(tags));
    emissions += bytesOf(time * tags);
    emissionGradient += bytesOf(time * tags);
    truth += bytesOf(time);
  }
  addExpectedTransitions(chain, transitionGradient);
  return sum;
}

function openChain(scratch: usize, time: i32, tags: i32, transitions: usize, start: usize, end: usize): Chain {
  const chain = changetype<Chain>(scratch);
  const stride = strideOf(tags);
  chain.tags = tags;
  chain.stride = stride;
  chain.transitions = transitions;
  chain.start = start;
  chain.end = end;
  chain.factors = scratch + ((offsetof<Chain>() + 15) & ~15);
  chain.pairs = chain.factors + <usize>tags * stride;
  chain.alphas = chain.pairs + <usize>tags * stride;
  chain.potentials = chain.alphas + <usize>time * stride;
  chain.beta = chain.potentials + <usize>time * stride;
  chain.next = chain.beta + stride;
  chain.scales = chain.next + stride;

  let largest: f64 = -Infinity;
  for (let i: i32 = 0; i < tags * tags; i++) largest = max(largest, <f64>load<f32>(transitions + bytesOf(i)));
  chain.largestTransition = largest;
  for (let i: i32 = 0; i < tags; i++) {
    for (let j: i32 = 0; j < tags; j++) {
      const score = <f64>load<f32>(transitions + bytesOf(i * tags + j));
      store<f64>(chain.factors + <usize>i * stride + doubles(j), exponentialOf(score - largest));
    }
  }
  return chain;
}

/** Fills alphas, potentials and scales; returns the logarithm of the sum over all paths of e^score. */
function forward(chain: Chain, emissions: usize, length: i32): f64 {
  let logarithm = <f64>(length - 1) * chain.largestTransition;
  for (let t: i32 = 0; t < length; t++) {
    const alpha = chain.alphas + <usize>t * chain.stride;
    if (t == 0) for (let k: i32 = 0; k < chain.tags; k++) store<f64>(alpha + doubles(k), 1);
    else vectorTimesFactors(chain, alpha - chain.stride, alpha);
    const potential = chain.potentials + <usize>t * chain.stride;
    const row = emissions + bytesOf(t * chain.tags);
    const shift = weigh(chain, alpha, row, t == 0 ? chain.start : 0, t == length - 1 ? chain.end : 0, potential);
    const scale = normalise(chain, alpha);
    store<f64>(chain.scales + doubles(t), scale);
    logarithm += shift - logarithmOf(scale);
  }
  return logarithm;
}

/** result_j = sum over i of vector_i factors_ij, for eight j at a time and then for two. */
function vectorTimesFactors(chain: Chain, vector: usize, result: usize): void {
  const stride = chain.stride;
  let at: usize = 0;
  for (; at + 64 <= stride; at += 64) {
    let sum0 = f64x2.splat(0);
    let sum1 = f64x2.splat(0);
    let sum2 = f64x2.splat(0);
    let sum3 = f64x2.splat(0);
    let row = chain.factors + at;
    for (let i: i32 = 0; i < chain.tags; i++, row += stride) {
      const weight = v128.load64_splat(vector + doubles(i));
      sum0 = f64x2.add(sum0, f64x2.mul(weight, v128.load(row)));
      sum1 = f64x2.add(sum1, f64x2.mul(weight, v128.load(row, 16)));
      sum2 = f64x2.add(sum2, f64x2.mul(weight, v128.load(row, 32)));
      sum3 = f64x2.add(sum3, f64x2.mul(weight, v128.load(row, 48)));
    }
    v128.store(result + at, sum0);
    v128.store(result + at, sum1, 16);
    v128.store(result + at, sum2, 32);
    v128.store(result + at, sum3, 48);
  }
  for (; at < stride; at += 16) {
    let sum = f64x2.splat(0);
    let row = chain.factors + at;
    for (let i: i32 = 0; i < chain.tags; i++, row += stride) {
      sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(vector + doubles(i)), v128.load(row)));
    }
    v128.store(result + at, sum);
  }
}

/**
 * alpha_k *= potential_k = e^(score_k - shift). The shift is the largest score among the tags that can be reached: one of them
 * keeps its probability, however far the scores lie apart. Returns the shift.
 */
function weigh(chain: Chain, alpha: usize, emissions: usize, start: usize, end: usize, potential: usize): f64 {
  let shift: f64 = -Infinity;
  for (let k: i32 = 0; k < chain.tags; k++) {
    let score = <f64>load<f32>(emissions + bytesOf(k));
    if (start != 0) score += <f64>load<f32>(start + bytesOf(k));
    if (end != 0) score += <f64>load<f32>(end + bytesOf(k));
    store<f64>(potential + doubles(k), score);
    if (load<f64>(alpha + doubles(k)) > LEAST) shift = max(shift, score);
  }
  for (let k: i32 = 0; k < chain.tags; k++) {
    const at = doubles(k);
    const probability = load<f64>(alpha + at);
    const factor = probability > LEAST ? exponentialOf(load<f64>(potential + at) - shift) : 0;
    const isThere = probability * factor > LEAST;
    store<f64>(potential + at, isThere ? factor : 0);
    store<f64>(alpha + at, isThere ? probability * factor : 0);
  }
  return shift;
}

/** Makes alpha sum to 1; returns what it was multiplied with. */
function normalise(chain: Chain, alpha: usize): f64 {
  let sum: f64 = 0;
  for (let k: i32 = 0; k < chain.tags; k++) sum += load<f64>(alpha + doubles(k));
  const scale = f64x2.splat(1 / sum);
  for (let at: usize = 0; at < chain.stride; at += 16) v128.store(alpha + at, f64x2.mul(v128.load(alpha + at), scale));
  return 1 / sum;
}

/** Writes p(tag at t | all words) to `marginals`, float32 (length, K), and adds the expected transitions to `pairs`. */
function backward(chain: Chain, length: i32, marginals: usize): void {
  for (let k: i32 = 0; k < chain.tags; k++) store<f64>(chain.beta + doubles(k), 1);
  for (let t: i32 = length - 1; t >= 0; t--) {
    const alpha = chain.alphas + <usize>t * chain.stride;
    const row = marginals + bytesOf(t * chain.tags);
    for (let k: i32 = 0; k < chain.tags; k++) {
      store<f32>(row + bytesOf(k), <f32>(load<f64>(alpha + doubles(k)) * load<f64>(chain.beta + doubles(k))));
    }
    if (t == 0) break;
    const scale = v128.load64_splat(chain.scales + doubles(t));
    const potential = chain.potentials + <usize>t * chain.stride;
    for (let at: usize = 0; at < chain.stride; at += 16) {
      const product = f64x2.mul(v128.load(chain.beta + at), v128.load(potential + at));
      v128.store(chain.next + at, f64x2.mul(product, scale));
    }
    stepBack(chain, alpha - chain.stride);
  }
}

/** From t to t - 1, whose alpha is given: pairs_ij += alpha_i next_j, then beta_i = sum over j of factors_ij next_j. */
function stepBack(chain: Chain, alpha: usize): void {
  let factors = chain.factors;
  let pairs = chain.pairs;
  for (let i: i32 = 0; i < chain.tags; i++, factors += chain.stride, pairs += chain.stride) {
    const probability = load<f64>(alpha + doubles(i));
    let sum = f64x2.splat(0);
    if (probability > 0) {
      for (let j: usize = 0; j < chain.stride; j += 16) {
        const following = v128.load(chain.next + j);
        sum = f64x2.add(sum, f64x2.mul(v128.load(factors + j), following));
        v128.store(pairs + j, f64x2.add(v128.load(pairs + j), f64x2.mul(f64x2.splat(probability), following)));
      }
    }
    store<f64>(chain.beta + doubles(i), f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
  }
}

/** The score of the true path. */
function scoreOf(chain: Chain, truth: usize, emissions: usize, length: i32): f64 {
  let tag = load<i32>(truth);
  let score = <f64>load<f32>(chain.start + bytesOf(tag)) + <f64>load<f32>(emissions + bytesOf(tag));
  for (let t: i32 = 1; t < length; t++) {
    const previous = tag;
    tag = load<i32>(truth + bytesOf(t));
    score += <f64>load<f32>(chain.transitions + bytesOf(previous * chain.tags + tag));
    score += <f64>load<f32>(emissions + bytesOf(t * chain.tags + tag));
  }
  return score + <f64>load<f32>(chain.end + bytesOf(tag));
}

/** The gradient of a log-likelihood is what is expected less what is there. */
function subtractTruth(truth: usize, length: i32, tags: i32, emissionGradient: usize, transitionGradient: usize): void {
  for (let t: i32 = 0; t < length; t++) {
    const tag = load<i32>(truth + bytesOf(t));
    addAt(emissionGradient + bytesOf(t * tags + tag), -1);
    if (t > 0) addAt(transitionGradient + bytesOf(load<i32>(truth + bytesOf(t - 1)) * tags + tag), -1);
  }
}

function addExpectedTransitions(chain: Chain, transitionGradient: usize): void {
  for (let i: i32 = 0; i < chain.tags; i++) {
    for (let j: i32 = 0; j < chain.tags; j++) {
      const at = <usize>i * chain.stride + doubles(j);
      const expected = load<f64>(chain.pairs + at) * load<f64>(chain.factors + at);
      addAt(transitionGradient + bytesOf(i * chain.tags + j), <f32>expected);
    }
  }
}

// @ts-ignore: decorator
@inline
function addAt(address: usize, value: f32): void {
  store<f32>(address, load<f32>(address) + value);
}
