/**
 * Symmetric positive definite matrices by their Cholesky factor. Matrices are (n, n), row by row in one array; a factor is
 * lower triangular, and what stands above its diagonal is never read.
 */

/** Replaces the lower triangle of `matrix` (n, n) by its Cholesky factor; false when it is not positive definite. */
export function factorize(matrix: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) if (!factorizeRow(matrix, n, i)) return false;
  return true;
}

/** The same for row `i` alone, where those above are factorised already: a factor grows by a row at the cost of n^2. */
export function factorizeRow(matrix: Float64Array, n: number, i: number): boolean {
  const row = matrix.subarray(i * n, (i + 1) * n);
  solveLower(matrix, n, row, i);
  const rest = (row[i] as number) - dot(row, row, i);
  if (!(rest > 0)) return false;
  row[i] = Math.sqrt(rest);
  return true;
}

/**
 * Replaces the first `size` elements of `b` by the solution of L x = b; `n` is the length of a row of `factor`. Four rows at a time:
 * their sums do not wait for each other.
 */
export function solveLower(factor: Float64Array, n: number, b: Float64Array, size = n): void {
  let i = 0;
  for (; i + 3 < size; i += 4) {
    const [r0, r1, r2, r3] = [i * n, (i + 1) * n, (i + 2) * n, (i + 3) * n];
    let b0 = b[i] as number;
    let b1 = b[i + 1] as number;
    let b2 = b[i + 2] as number;
    let b3 = b[i + 3] as number;
    for (let k = 0; k < i; k++) {
      const x = b[k] as number;
      b0 -= (factor[r0 + k] as number) * x;
      b1 -= (factor[r1 + k] as number) * x;
      b2 -= (factor[r2 + k] as number) * x;
      b3 -= (factor[r3 + k] as number) * x;
    }
    b0 /= factor[r0 + i] as number;
    b1 = (b1 - (factor[r1 + i] as number) * b0) / (factor[r1 + i + 1] as number);
    b2 -= (factor[r2 + i] as number) * b0 + (factor[r2 + i + 1] as number) * b1;
    b2 /= factor[r2 + i + 2] as number;
    b3 -= (factor[r3 + i] as number) * b0 + (factor[r3 + i + 1] as number) * b1 + (factor[r3 + i + 2] as number) * b2;
    b[i] = b0;
    b[i + 1] = b1;
    b[i + 2] = b2;
    b[i + 3] = b3 / (factor[r3 + i + 3] as number);
  }
  for (; i < size; i++) {
    const row = i * n;
    let rest = b[i] as number;
    for (let k = 0; k < i; k++) rest -= (factor[row + k] as number) * (b[k] as number);
    b[i] = rest / (factor[row + i] as number);
  }
}

/**
 * The same for `count` vectors, one after the other in `b` (count, stride). Four vectors at a time: an
 * element of the factor is read once for all of them.
 */
export function solveLowerMany(
  factor: Float64Array,
  n: number,
  b: Float64Array,
  count: number,
  stride: number,
  size: number,
): void {
  let c = 0;
  for (; c + 3 < count; c += 4) {
    const [c0, c1, c2, c3] = [c * stride, (c + 1) * stride, (c + 2) * stride, (c + 3) * stride];
    for (let i = 0; i < size; i++) {
      const row = i * n;
      let b0 = b[c0 + i] as number;
      let b1 = b[c1 + i] as number;
      let b2 = b[c2 + i] as number;
      let b3 = b[c3 + i] as number;
      for (let k = 0; k < i; k++) {
        const l = factor[row + k] as number;
        b0 -= l * (b[c0 + k] as number);
        b1 -= l * (b[c1 + k] as number);
        b2 -= l * (b[c2 + k] as number);
        b3 -= l * (b[c3 + k] as number);
      }
      const diagonal = factor[row + i] as number;
      b[c0 + i] = b0 / diagonal;
      b[c1 + i] = b1 / diagonal;
      b[c2 + i] = b2 / diagonal;
      b[c3 + i] = b3 / diagonal;
    }
  }
  for (; c < count; c++) solveLower(factor, n, b.subarray(c * stride, c * stride + size), size);
}

/** Replaces the first `size` elements of `b` by the solution of L^T x = b. Four rows at a time: `b` is run through a quarter as often. */
export function solveUpper(factor: Float64Array, n: number, b: Float64Array, size = n): void {
  let i = size - 1;
  for (; i >= 3; i -= 4) {
    const [r0, r1, r2, r3] = [i * n, (i - 1) * n, (i - 2) * n, (i - 3) * n];
    const x0 = (b[i] as number) / (factor[r0 + i] as number);
    const x1 = ((b[i - 1] as number) - x0 * (factor[r0 + i - 1] as number)) / (factor[r1 + i - 1] as number);
    const rest2 = (b[i - 2] as number) - x0 * (factor[r0 + i - 2] as number) - x1 * (factor[r1 + i - 2] as number);
    const x2 = rest2 / (factor[r2 + i - 2] as number);
    const rest3 = (b[i - 3] as number) - x0 * (factor[r0 + i - 3] as number) - x1 * (factor[r1 + i - 3] as number);
    const x3 = (rest3 - x2 * (factor[r2 + i - 3] as number)) / (factor[r3 + i - 3] as number);
    b[i] = x0;
    b[i - 1] = x1;
    b[i - 2] = x2;
    b[i - 3] = x3;
    for (let k = 0; k < i - 3; k++) {
      const two = x0 * (factor[r0 + k] as number) + x1 * (factor[r1 + k] as number);
      b[k] = (b[k] as number) - two - (x2 * (factor[r2 + k] as number) + x3 * (factor[r3 + k] as number));
    }
  }
  for (; i >= 0; i--) {
    const row = i * n;
    const x = (b[i] as number) / (factor[row + i] as number);
    b[i] = x;
    for (let k = 0; k < i; k++) b[k] = (b[k] as number) - x * (factor[row + k] as number);
  }
}

/** The lower triangle of the inverse of the matrix that `factor` is the factor of. */
export function inverseOf(factor: Float64Array, n: number): Float64Array {
  // L^-1 by columns, stored as rows, so that the products below run along memory.
  const columns = new Float64Array(n * n);
  for (let j = 0; j < n; j += 4) invertColumns(factor, n, columns, j);
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const own = i * n;
    let j = 0;
    for (; j + 3 <= i; j += 4) {
      const [c0, c1, c2, c3] = [j * n, (j + 1) * n, (j + 2) * n, (j + 3) * n];
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let k = i; k < n; k++) {
        const x = columns[own + k] as number;
        s0 += x * (columns[c0 + k] as number);
        s1 += x * (columns[c1 + k] as number);
        s2 += x * (columns[c2 + k] as number);
        s3 += x * (columns[c3 + k] as number);
      }
      inverse[own + j] = s0;
      inverse[own + j + 1] = s1;
      inverse[own + j + 2] = s2;
      inverse[own + j + 3] = s3;
    }
    for (; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += (columns[own + k] as number) * (columns[j * n + k] as number);
      inverse[own + j] = sum;
    }
  }
  return inverse;
}

/** Columns `first` to `first` + 3 of L^-1, as far as they are there, as rows of `columns` (n, n). */
function invertColumns(factor: Float64Array, n: number, columns: Float64Array, first: number): void {
  const count = Math.min(4, n - first);
  for (let j = first; j < first + count; j++) columns[j * n + j] = 1;
  // Above its diagonal a column is zero: it takes the lower right part of the factor alone.
  const part = factor.subarray(first * n + first);
  solveLowerMany(part, n, columns.subarray(first * n + first), count, n, n - first);
}

/** Of a matrix by its factor. */
export function logDeterminant(factor: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i] as number);
  return 2 * sum;
}

export function dot(a: Float64Array, b: Float64Array, size = a.length): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
