/** The spectral decomposition of a symmetric matrix: A = V diag(values) V^T. */
export interface Eigen {
  /** (n,), in no order. */
  readonly values: Float64Array;
  /** n rows of (n,): column j is the unit eigenvector of `values[j]`. */
  readonly vectors: readonly Float64Array[];
}

/**
 * Cyclic Jacobi: rotates in one plane after the other until all off the diagonal is gone. Slower than tridiagonal methods, but
 * short, exact for small eigenvalues too, and fast enough up to n = 100.
 * Golub & Van Loan: Matrix Computations, 4th edition, section 8.5 (algorithms 8.5.1 and 8.5.3).
 */
export function symmetricEigen(matrix: readonly Float64Array[]): Eigen {
  const n = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = matrix.map((_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  const maxSweeps = 60;
  for (let sweep = 0; sweep < maxSweeps && offDiagonal(a) > Number.EPSILON * diagonal(a); sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q);
  }
  return { values: Float64Array.from(a, (row, i) => row[i] as number), vectors: v };
}

/** Makes a[p][q] zero by a rotation in the plane of p and q, and turns the vectors along. */
function rotate(a: readonly Float64Array[], v: readonly Float64Array[], p: number, q: number): void {
  const rowP = a[p] as Float64Array;
  const rowQ = a[q] as Float64Array;
  const apq = rowP[q] as number;
  if (apq === 0) return;
  const tau = ((rowQ[q] as number) - (rowP[p] as number)) / (2 * apq);
  // The smaller of the two angles: the other one would swap the two axes.
  const tangent = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (const row of a) turn(row, p, q, cosine, sine);
  for (let k = 0; k < rowP.length; k++) {
    const [x, y] = [rowP[k] as number, rowQ[k] as number];
    rowP[k] = cosine * x - sine * y;
    rowQ[k] = sine * x + cosine * y;
  }
  for (const row of v) turn(row, p, q, cosine, sine);
}

function turn(row: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  const [x, y] = [row[p] as number, row[q] as number];
  row[p] = cosine * x - sine * y;
  row[q] = sine * x + cosine * y;
}

function diagonal(a: readonly Float64Array[]): number {
  return Math.hypot(...a.map((row, i) => row[i] as number));
}

function offDiagonal(a: readonly Float64Array[]): number {
  return Math.hypot(...a.flatMap((row, i) => [...row.subarray(0, i)]));
}
