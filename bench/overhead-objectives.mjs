// What bench/overhead.ts runs: trials whose own time is known.

export const trivial = ({ x, y }) => x * x + y;

export async function waiting({ x }) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return x;
}

export function computing({ x }) {
  const end = performance.now() + 20;
  while (performance.now() < end);
  return x;
}
