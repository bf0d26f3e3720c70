/** How ONNX Runtime says that a node cannot be run with its types: no kernel, or no such type in the operator's definition. */
const refusals = [
  /Could not find an implementation for (\w+)\(\d+\)/g,
  /Type 'tensor\(\w+\)' of input parameter \(\w+\) of operator \((\w+)\)/g,
];

/**
 * The operators that ONNX Runtime names when it refuses a graph because it has no kernel for them; empty when it refused for
 * another reason. It stops at the first operator that it meets.
 */
export function unsupportedOperators(message: string): string[] {
  const names = refusals.flatMap((refusal) => [...message.matchAll(refusal)].map(([, name]) => name ?? ''));
  return [...new Set(names)];
}
