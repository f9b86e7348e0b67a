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
  const row = i * n;
  for (let j = 0; j <= i; j++) {
    const other = j * n;
    let rest = matrix[row + j] as number;
    for (let k = 0; k < j; k++) rest -= (matrix[row + k] as number) * (matrix[other + k] as number);
    if (j < i) matrix[row + j] = rest / (matrix[other + j] as number);
    else if (rest > 0) matrix[row + i] = Math.sqrt(rest);
    else return false;
  }
  return true;
}

/** Replaces the first `size` elements of `b` by the solution of L x = b; `n` is the length of a row of `factor`. */
export function solveLower(factor: Float64Array, n: number, b: Float64Array, size = n): void {
  for (let i = 0; i < size; i++) {
    const row = i * n;
    let rest = b[i] as number;
    for (let k = 0; k < i; k++) rest -= (factor[row + k] as number) * (b[k] as number);
    b[i] = rest / (factor[row + i] as number);
  }
}

/** Replaces the first `size` elements of `b` by the solution of L^T x = b. */
export function solveUpper(factor: Float64Array, n: number, b: Float64Array, size = n): void {
  for (let i = size - 1; i >= 0; i--) {
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
  for (let j = 0; j < n; j++) {
    const column = j * n;
    columns[column + j] = 1 / (factor[column + j] as number);
    for (let i = j + 1; i < n; i++) {
      const row = i * n;
      let sum = 0;
      for (let k = j; k < i; k++) sum -= (factor[row + k] as number) * (columns[column + k] as number);
      columns[column + i] = sum / (factor[row + i] as number);
    }
  }
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += (columns[i * n + k] as number) * (columns[j * n + k] as number);
      inverse[i * n + j] = sum;
    }
  }
  return inverse;
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
